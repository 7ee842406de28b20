// Evaluates an encoded query on values in memory, as the server does in SQL.

import { isDate, samePart, testDate } from './match_dates.ts';
import { isId, lower, readOperand } from './operand.ts';
import { type Condition, parseQuery, type Query } from './query.ts';
import { evaluate, isScript } from './words.ts';

/** What a value is, as far as comparing goes. */
export type Kind = 'text' | 'number' | 'date' | 'boolean' | 'reference' | 'list';

export interface Environment {
    value(field: string): string;
    /** Display value of a reference or choice. */
    display?(field: string): string | undefined;
    kind?(field: string): Kind | undefined;
    /** Values and labels of a choice field; a label stands for its value. */
    choices?(field: string): { value: string; label: string }[] | undefined;
    /** Display values of the entries of a list field. */
    members?(field: string): string[];
    /** Does the table have this field? A condition on any other is dropped. Default: all exist. */
    has?(field: string): boolean;
    user?: { sys_id: string; user_name?: string; groups?: string[] };
    now?: Date;
    zone?: string; // IANA; in which days and months begin. Default: UTC
    /** Answers of scripts that the page knows; undefined: try the common ones. */
    evaluate?(expression: string): string | undefined;
    /** Rows named by a DYNAMIC filter option. */
    dynamic?(id: string): string[] | undefined;
    /** Is the table this one or made from it? undefined: no such table. */
    descends?(table: string, ancestor: string): boolean | undefined;
}

type Answer = boolean | undefined;

/**
 * Does the query hold? A condition that cannot be read, or asks what its field does not have, is
 * left out; a clause, block or query that loses all its conditions is left out too.
 */
export function matches(query: Query | string, environment: Environment): boolean {
    const { any } = typeof query === 'string' ? parseQuery(query, lookup(environment)) : query;
    const blocks = any.map((block) => block.map((clause) => holds(clause.any, environment)));
    const said = blocks.map((block) => block.filter((one) => one !== undefined));
    const asked = said.filter((block) => block.length);
    return asked.length === 0 || asked.some((block) => block.every(Boolean));
}

const lookup = ({ has, kind }: Environment) =>
    has && ((name: string) => has(name) && (kind?.(name) ?? true));

function holds(any: Condition[], environment: Environment): Answer {
    const known = any.filter((one) => environment.has?.(one.field) ?? true);
    const answers = known.map((one) => test(one, environment)).filter((one) => one !== undefined);
    return answers.length ? answers.some(Boolean) : undefined;
}

/** One field of the row with what is needed to compare it. */
interface Side {
    has: string;
    shown: string[]; // what a person reads, in lower case
    kind: Kind;
    environment: Environment;
    field: string;
}

function sideOf(field: string, environment: Environment): Side {
    const kind = environment.kind?.(field) ?? 'text';
    const has = environment.value(field) ?? '';
    const display = environment.display?.(field);
    const shown =
        kind === 'list' ? (environment.members?.(field) ?? [display ?? '']) : [display ?? has];
    return { has, shown: shown.map(lower), kind, environment, field };
}

function test(condition: Condition, environment: Environment): Answer {
    const { field, op, value } = condition;
    const side = sideOf(field, environment);
    const { has } = side;
    switch (op) {
        case '=':
        case '!=':
            return equality(side, condition);
        case '<':
        case '<=':
        case '>':
        case '>=':
            return ordered(op, side, value);
        case 'STARTSWITH':
            return like(side, value, (text, wanted) => text.startsWith(wanted));
        case 'ENDSWITH':
            return like(side, value, (text, wanted) => text.endsWith(wanted));
        case 'LIKE':
            return contains(side, value);
        case 'NOT LIKE': {
            const found = contains(side, value);
            return found === undefined ? undefined : has !== '' && !found;
        }
        case 'IN':
        case 'NOT IN':
            return among(side, evaluate(value, environment), op === 'NOT IN');
        case 'ISEMPTY':
        case 'EMPTYSTRING':
            return has === '';
        case 'ISNOTEMPTY':
            return has !== '';
        case 'ANYTHING':
            return true;
        case 'BETWEEN':
            return between(side, value);
        case 'SAMEAS':
        case 'NSAMEAS':
        case 'GT_FIELD':
        case 'LT_FIELD':
        case 'GT_OR_EQUALS_FIELD':
        case 'LT_OR_EQUALS_FIELD':
            return compareFields(side, condition);
        case 'DYNAMIC':
            return among(side, environment.dynamic?.(value)?.join(','), false);
        case 'INSTANCEOF':
            return environment.descends?.(has, value);
        case 'IN_HIERARCHY':
            return isBelow(side, value);
        case 'ON':
        case 'NOTON':
        case 'DATEPART':
        case 'RELATIVEGT':
        case 'RELATIVEGE':
        case 'RELATIVELT':
        case 'RELATIVELE':
        case 'RELATIVEEE':
        case 'MORETHAN':
        case 'LESSTHAN':
            return testDate(condition, environment);
        default:
            return undefined; // only the server can tell
    }
}

/** What LIKE and its like look at: references and lists are read by what they show. */
function like(
    { has, shown, kind, environment }: Side,
    written: string,
    fits: (text: string, wanted: string) => boolean,
): Answer {
    const value = evaluate(written, environment);
    if (!value || kind === 'boolean') return undefined;
    const stored = kind === 'reference' ? [] : [lower(has)];
    const read = kind === 'reference' || kind === 'list' ? shown : [];
    return has !== '' && [...stored, ...read].some((one) => fits(one, lower(value)));
}

function contains(side: Side, value: string): Answer {
    if (side.kind === 'list' && isId(value)) return side.has.split(',').includes(value);
    return like(side, value, (text, wanted) => text.includes(wanted));
}

function equality(side: Side, { op, value: written }: Condition): Answer {
    const value = evaluate(written, side.environment);
    if (value === undefined) return undefined;
    const computed = isScript(written);
    if (value !== '' && (value !== 'NULL' || computed))
        return computed && side.kind === 'reference'
            ? among(side, value, op === '!=')
            : negated(side, equals(side, value), op === '!=');
    if (op === '!=') return side.has !== '';
    // A script that answers nothing must not find empty values.
    return computed ? false : side.has === '';
}

function equals({ has, shown, kind, environment, field }: Side, value: string): Answer {
    if (kind === 'reference' && !isId(value)) return has !== '' && shown.includes(lower(value));
    const operand = readOperand(value, field, environment);
    if (operand === undefined) return undefined;
    if (kind === 'boolean') return (has === 'true' || has === '1') === (operand === 'true');
    return has !== '' && compare(has, operand, kind) === 0;
}

function negated({ has, kind }: Side, equal: Answer, not: boolean): Answer {
    if (equal === undefined || !not) return equal;
    return kind === 'boolean' ? !equal : has !== '' && !equal;
}

function among(side: Side, values: string | undefined, not: boolean): Answer {
    if (values === undefined) return undefined;
    const texts = values.split(',').map((one) => one.trim());
    const given = texts.filter((one) => one !== '');
    const answers = given.map((one) => equals(side, one)).filter((one) => one !== undefined);
    if (given.length && !answers.length) return undefined;
    return negated(side, answers.some(Boolean), not);
}

function ordered(op: string, side: Side, written: string): Answer {
    const { has, kind, environment, field } = side;
    const value = evaluate(written, environment);
    if (!value || kind === 'reference' || kind === 'list' || kind === 'boolean') return undefined;
    const operand = readOperand(value, field, environment);
    if (operand === undefined) return undefined;
    return has !== '' && inOrder(op, compare(has, operand, kind));
}

function inOrder(op: string, sign: number): boolean {
    if (op === '<') return sign < 0;
    if (op === '<=') return sign <= 0;
    return op === '>' ? sign > 0 : sign >= 0;
}

function compare(a: string, b: string, kind: Kind): number {
    if (kind === 'number') return Number(a) - Number(b);
    const [left, right] = kind === 'date' ? [a, b] : [lower(a), lower(b)];
    return left < right ? -1 : left > right ? 1 : 0;
}

function between(side: Side, value: string): Answer {
    const [from = '', to = ''] = value.split('@');
    const [above, below] = [ordered('>=', side, from), ordered('<=', side, to)];
    return above === undefined || below === undefined ? undefined : above && below;
}

const fieldSigns: Record<string, string> = {
    GT_FIELD: '>',
    LT_FIELD: '<',
    GT_OR_EQUALS_FIELD: '>=',
    LT_OR_EQUALS_FIELD: '<=',
};

function compareFields(side: Side, { op, value }: Condition): Answer {
    const { field, has, kind, environment } = side;
    const [other = '', unit] = value.split('@');
    if (environment.has?.(other) === false) return undefined;
    const sign = fieldSigns[op];
    if (unit !== undefined) {
        const same = sign ? undefined : samePart(field, other, unit, environment);
        if (same === undefined || op === 'SAMEAS') return same;
        return has !== '' && environment.value(other) !== '' && !same;
    }
    const second = sideOf(other, environment);
    if (!comparable(kind, second.kind) || isDate(field, environment) !== isDate(other, environment))
        return undefined;
    if (kind === 'boolean') {
        const truth = (one: string) => Number(one === 'true' || one === '1');
        return answer(op, sign, truth(has) - truth(second.has));
    }
    return has !== '' && second.has !== '' && answer(op, sign, compare(has, second.has, kind));
}

const answer = (op: string, sign: string | undefined, order: number) =>
    sign ? inOrder(sign, order) : (order === 0) === (op === 'SAMEAS');

const comparable = (one: Kind, two: Kind) =>
    one === two || [one, two].every((kind) => kind === 'reference' || kind === 'list');

/** `parent@<sys_id>`: the row itself or one below it, walking up from here. */
function isBelow({ field, has, kind, environment }: Side, value: string): Answer {
    const [given = '', written = ''] = value.split('@');
    const root = evaluate(written, environment);
    if (kind !== 'reference' || root === undefined) return undefined;
    const parent = environment.kind?.(`${field}.${given}`) === 'reference' ? given : 'parent';
    if (environment.kind?.(`${field}.${parent}`) !== 'reference') return undefined;
    let path = field;
    let at = has;
    for (let level = 0; level < 100 && at !== '' && root !== ''; level++) {
        if (at === root) return true;
        path = `${path}.${parent}`;
        at = environment.value(path);
    }
    return false;
}
