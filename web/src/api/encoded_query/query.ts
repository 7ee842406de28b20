// The encoded query: `state=10^priority<=2^ORescalation=3^ORDERBYnumber`, as lists, filters, form
// policies and the server speak it. Clauses this parser cannot read are kept verbatim.

import { type Operator, operatorAt, takesValue } from './operators.ts';

export interface Condition {
    field: string; // may dot-walk
    op: Operator;
    value: string; // as written: may be javascript:…, a comma list, a@b
}

/** Conditions joined by ^OR, or the text of a clause that is not made of conditions. */
export interface Clause {
    any: Condition[];
    custom?: string;
}

export interface Order {
    field: string;
    descending: boolean;
    group: boolean;
}

export interface Query {
    any: Clause[][]; // alternatives (^NQ) of clauses that all hold; none: every row
    order: Order[];
}

/**
 * What a name is: undefined or false = no field of the table. Without a lookup fields are found by
 * the spelling of operators alone. `^^` is a caret in the values of text, else an empty clause.
 */
export type Lookup = (name: string) => string | boolean | undefined;

const textSearch = '123TEXTQUERY321=';
const caret = '\u0000';
const structure = /(?:^|\^)(?:JOIN|RLQUERY|SUBQUERY)/;

export function parseQuery(text: string, lookup?: Lookup): Query {
    const query: Query = { any: [], order: [] };
    let block: Clause[] = [];
    for (const part of split(text).flatMap((one) => splitAtCaret(one, lookup))) {
        if (part === '') continue;
        if (part === 'EQ') break;
        const body = part.startsWith('NQ') ? part.slice(2) : part;
        if (body !== part) {
            if (block.length) query.any.push(block);
            block = [];
        }
        const order = readOrder(body);
        if (order) query.order.push(order);
        else if (body)
            addClause(block, body.replace(/^GOTO/, '').replace(/^keywords=/, textSearch), lookup);
    }
    if (block.length) query.any.push(block);
    return query;
}

function split(text: string): string[] {
    const start = structure.exec(text)?.index;
    if (start === undefined) return splitPlain(text);
    const before = splitPlain(text.slice(0, start));
    const rest = text.slice(start === 0 ? 0 : start + 1);
    const end = /\^END(?:RLQUERY|SUBQUERY)/.exec(rest);
    const length = end ? end.index + end[0].length : rest.length;
    return [...before, rest.slice(0, length), ...split(rest.slice(length))];
}

/** At single carets; not inside the quotes of a `javascript:` value. */
function splitPlain(text: string): string[] {
    const parts: string[] = [];
    let part = '';
    for (let at = 0; at < text.length; at++) {
        const letter = text[at] ?? '';
        const closing =
            /['"]/.test(letter) && part.includes('javascript:') ? text.indexOf(letter, at + 1) : -1;
        if (closing > 0) {
            part += text.slice(at, closing + 1);
            at = closing;
        } else if (letter !== '^') part += letter;
        else if (text[at + 1] === '^') {
            part += caret;
            at += 1;
        } else {
            parts.push(part);
            part = '';
        }
    }
    return [...parts, part];
}

/** `^^` after something that cannot hold a caret only separates. */
function splitAtCaret(part: string, lookup?: Lookup): string[] {
    const at = part.indexOf(caret);
    if (at < 0) return [part];
    const before = readCondition(part.slice(0, at).replace(/^(NQ|OR)/, ''), lookup);
    const kind = before && (lookup?.(before.field) ?? true);
    if (
        before &&
        takesValue(before.op) &&
        (kind === true || kind === 'text' || kind === 'reference')
    )
        return [part];
    return [part.slice(0, at), ...splitAtCaret(part.slice(at + 1), lookup)];
}

function readOrder(part: string): Order | undefined {
    const match = /^(ORDERBYDESC|ORDERBY|GROUPBY)([\w.]+)$/.exec(part);
    if (!match) return undefined;
    const [, word, field = ''] = match;
    return { field, descending: word === 'ORDERBYDESC', group: word === 'GROUPBY' };
}

function addClause(block: Clause[], part: string, lookup?: Lookup) {
    const joined = part.startsWith('OR') && !lookup?.(part.split(/[^\w.]/)[0] ?? '');
    const last = block.at(-1);
    const text = joined ? part.slice(2) : part;
    // A field that the table does not have is read by the spelling of the operator.
    const condition = readCondition(text, lookup) ?? readCondition(text);
    if (joined && last && !last.custom && condition) last.any.push(condition);
    else if (joined && last?.custom) last.custom += `^${part}`;
    else if (condition) block.push({ any: [condition] });
    else block.push({ any: [], custom: part.replaceAll(caret, '^^') });
}

/** Reads `priority<=2`; undefined when there is no field or no operator that it knows. */
export function readCondition(text: string, lookup?: Lookup): Condition | undefined {
    if (/^(JOIN|RLQUERY|SUBQUERY)/.test(text)) return undefined;
    const name = /^[A-Za-z][\w.]*/.exec(text)?.[0] ?? '';
    const places = Array.from({ length: name.length }, (_, i) => i + 1);
    if (lookup) places.reverse();
    for (const at of places) {
        const field = text.slice(0, at);
        if (lookup && !lookup(field)) continue;
        const found = operatorAt(text, at);
        if (!found) continue;
        const value = text.slice(at + found.length).replaceAll(caret, '^');
        return { field, op: found.op, value: takesValue(found.op) ? value : '' };
    }
    return undefined;
}

export function printCondition({ field, op, value }: Condition): string {
    if (!takesValue(op)) return field + op;
    return field + op + (value.startsWith('javascript:') ? value : value.replaceAll('^', '^^'));
}

const printClause = (clause: Clause) => clause.custom ?? clause.any.map(printCondition).join('^OR');

const printOrder = ({ field, descending, group }: Order) =>
    `${group ? 'GROUPBY' : descending ? 'ORDERBYDESC' : 'ORDERBY'}${field}`;

/** The canonical spelling; parsing it gives the same query. */
export function printQuery({ any, order }: Query): string {
    const blocks = any.map((block) => block.map(printClause).join('^')).join('^NQ');
    return [blocks, ...order.map(printOrder)].filter(Boolean).join('^');
}

/** The conditions without the order. */
export const withoutOrder = (text: string) => printQuery({ ...parseQuery(text), order: [] });

/** Both conditions: `a` and `b`, with the order of `a`. Alternatives of `a` get `b` each. */
export function andQuery(a: string, b: string): string {
    const [left, right] = [parseQuery(a), parseQuery(b)];
    if (!right.any.length) return printQuery(left);
    if (!left.any.length) return printQuery({ any: right.any, order: left.order });
    const any = left.any.flatMap((one) => right.any.map((other) => [...one, ...other]));
    return printQuery({ any, order: left.order });
}
