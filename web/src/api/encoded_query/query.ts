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

/** Tells whether a name is a field; without it the operator is found by its spelling alone. */
export type IsField = (name: string) => boolean;

const caret = '\u0000';

export function parseQuery(text: string, isField?: IsField): Query {
    const query: Query = { any: [], order: [] };
    let block: Clause[] = [];
    for (const part of split(text)) {
        if (part === '') continue;
        if (part === 'EQ') break;
        const body = part.startsWith('NQ') ? part.slice(2) : part;
        if (body !== part) {
            if (block.length) query.any.push(block);
            block = [];
        }
        const order = readOrder(body);
        if (order) query.order.push(order);
        else if (body) addClause(block, body, isField);
    }
    if (block.length) query.any.push(block);
    return query;
}

function split(text: string): string[] {
    const start = /(?:^|\^)(?:JOIN|RLQUERY|SUBQUERY)/.exec(text)?.index;
    if (start === undefined) return text.replaceAll('^^', caret).split('^');
    const before = text.slice(0, start).replaceAll('^^', caret).split('^');
    const rest = text.slice(start === 0 ? 0 : start + 1);
    const end = /\^END(?:RLQUERY|SUBQUERY)/.exec(rest);
    const length = end ? end.index + end[0].length : rest.length;
    return [...before, rest.slice(0, length), ...split(rest.slice(length))];
}

function readOrder(part: string): Order | undefined {
    const match = /^(ORDERBYDESC|ORDERBY|GROUPBY)([\w.]+)$/.exec(part);
    if (!match) return undefined;
    const [, word, field = ''] = match;
    return { field, descending: word === 'ORDERBYDESC', group: word === 'GROUPBY' };
}

function addClause(block: Clause[], part: string, isField?: IsField) {
    const joined = part.startsWith('OR') && !isField?.(part.split(/[^\w.]/)[0] ?? '');
    const last = block.at(-1);
    const condition = readCondition(joined ? part.slice(2) : part, isField);
    if (joined && last && !last.custom && condition) last.any.push(condition);
    else if (joined && last?.custom) last.custom += `^${part}`;
    else if (condition) block.push({ any: [condition] });
    else block.push({ any: [], custom: part.replaceAll(caret, '^^') });
}

/** Reads `priority<=2`; undefined when there is no field or no operator that it knows. */
export function readCondition(text: string, isField?: IsField): Condition | undefined {
    if (/^(JOIN|RLQUERY|SUBQUERY)/.test(text)) return undefined;
    const name = /^[A-Za-z][\w.]*/.exec(text)?.[0] ?? '';
    const places = Array.from({ length: name.length }, (_, i) => i + 1);
    if (isField) places.reverse();
    for (const at of places) {
        const field = text.slice(0, at);
        if (isField && !isField(field)) continue;
        const found = operatorAt(text, at);
        if (!found) continue;
        const value = text.slice(at + found.length).replaceAll(caret, '^');
        return { field, op: found.op, value: takesValue(found.op) ? value : '' };
    }
    return undefined;
}

export const printCondition = ({ field, op, value }: Condition) =>
    `${field}${op}${takesValue(op) ? value.replaceAll('^', '^^') : ''}`;

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
