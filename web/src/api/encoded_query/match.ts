// Evaluates an encoded query on values in memory, as the server does in SQL.

import { lower, readOperand, wholeTime } from './operand.ts';
import { type Condition, parseQuery, type Query } from './query.ts';
import { resolveDate, resolveWord } from './words.ts';

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
    /** Rows named by a DYNAMIC filter option. */
    dynamic?(id: string): string[] | undefined;
}

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

function holds(any: Condition[], environment: Environment): boolean | undefined {
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

function test(
    { field, op, value: written }: Condition,
    environment: Environment,
): boolean | undefined {
    const kind = environment.kind?.(field) ?? 'text';
    const has = environment.value(field) ?? '';
    const display = environment.display?.(field);
    const shown =
        kind === 'list' ? (environment.members?.(field) ?? [display ?? '']) : [display ?? has];
    const side: Side = { has, shown: shown.map(lower), kind, environment, field };
    const value = resolveWord(written, environment);
    switch (op) {
        case '=':
            return equals(side, value);
        case '!=':
            return negated(side, equals(side, value), value);
        case '<':
        case '<=':
        case '>':
        case '>=':
            return ordered(op, side, value);
        case 'STARTSWITH':
            return texts(side).some((one) => one.startsWith(lower(value)));
        case 'ENDSWITH':
            return texts(side).some((one) => one.endsWith(lower(value)));
        case 'LIKE':
            return contains(side, value);
        case 'NOT LIKE':
            return has !== '' && !contains(side, value);
        case 'IN':
            return among(side, value);
        case 'NOT IN':
            return has !== '' && !among(side, value);
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
            return has !== '' && lower(has) === lower(environment.value(value));
        case 'NSAMEAS':
            return lower(has) !== lower(environment.value(value));
        case 'GT_FIELD':
            return ordered('>', side, environment.value(value));
        case 'LT_FIELD':
            return ordered('<', side, environment.value(value));
        case 'GT_OR_EQUALS_FIELD':
            return ordered('>=', side, environment.value(value));
        case 'LT_OR_EQUALS_FIELD':
            return ordered('<=', side, environment.value(value));
        case 'DYNAMIC':
            return environment.dynamic?.(value)?.includes(has);
        case 'ON':
        case 'NOTON':
            return onDay(op, has, written, environment);
        case 'RELATIVEGT':
        case 'RELATIVEGE':
        case 'RELATIVELT':
        case 'RELATIVELE':
            return relative(op, has, value, environment);
        default:
            return undefined; // only the server can tell
    }
}

const isId = (text: string) => /^[0-9a-f]{32}$/.test(text);

/** What LIKE and its like look at: references are read by what they show. */
const texts = ({ has, shown, kind }: Side) => (kind === 'reference' ? shown : [lower(has)]);

function contains(side: Side, value: string): boolean {
    if (side.kind !== 'list') return texts(side).some((one) => one.includes(lower(value)));
    if (isId(value)) return side.has.split(',').includes(value);
    return [...side.shown, lower(side.has)].some((one) => one.includes(lower(value)));
}

function equals(side: Side, value: string): boolean | undefined {
    const { has, shown, kind, environment, field } = side;
    if (value === '' || value === 'NULL') return has === '';
    if (kind === 'reference' && !isId(value)) return has !== '' && shown.includes(lower(value));
    const operand = readOperand(value, kind, environment.choices?.(field), environment.now);
    if (operand === undefined) return undefined;
    if (kind === 'boolean') return (has === 'true' || has === '1') === (operand === 'true');
    if (has === '') return false;
    if (kind === 'number') return Number(has) === Number(operand);
    if (kind === 'date') return wholeTime(has) === operand;
    return lower(has) === lower(operand);
}

function negated(
    { has, kind }: Side,
    equal: boolean | undefined,
    value: string,
): boolean | undefined {
    if (equal === undefined || kind === 'boolean' || value === '' || value === 'NULL')
        return equal === undefined ? undefined : !equal;
    return has !== '' && !equal;
}

const among = (side: Side, value: string) =>
    value.split(',').some((one) => one.trim() !== '' && equals(side, one.trim()) === true);

function ordered(op: string, side: Side, value: string): boolean | undefined {
    const { has, kind, environment, field } = side;
    if (kind === 'reference' || kind === 'list') return undefined;
    const operand = readOperand(value, kind, environment.choices?.(field), environment.now);
    if (operand === undefined) return undefined;
    if (has === '') return false;
    const sign = compare(kind === 'date' ? wholeTime(has) : has, operand, kind);
    if (op === '<') return sign < 0;
    if (op === '<=') return sign <= 0;
    return op === '>' ? sign > 0 : sign >= 0;
}

function compare(a: string, b: string, kind: Kind): number {
    if (kind === 'number') return Number(a) - Number(b);
    const [left, right] = kind === 'date' ? [a, b] : [lower(a), lower(b)];
    return left < right ? -1 : left > right ? 1 : 0;
}

function between(side: Side, value: string): boolean | undefined {
    const [from = '', to = ''] = value.split('@');
    const [above, below] = [ordered('>=', side, from), ordered('<=', side, to)];
    return above === undefined || below === undefined ? undefined : above && below;
}

function onDay(op: string, has: string, value: string, environment: Environment): boolean {
    const [label = '', from, to] = value.split('@');
    if (has === '') return false;
    const start = from === undefined ? `${label} 00:00:00` : resolveDate(from, environment);
    const end = to === undefined ? `${label} 23:59:59` : resolveDate(to, environment);
    return (has >= start && has <= end) === (op === 'ON');
}

const seconds: Record<string, number> = { minute: 60, hour: 3600, dayofweek: 86_400, day: 86_400 };

function relative(op: string, has: string, value: string, environment: Environment): boolean {
    const [, unit = '', direction = '', count = ''] = value.split('@');
    const step =
        seconds[unit] ?? (unit === 'year' ? 365.25 : unit === 'quarter' ? 91 : 30) * 86_400;
    const sign = direction === 'ahead' ? 1 : -1;
    const now = environment.now ?? new Date();
    const instant = new Date(now.getTime() + sign * Number(count) * step * 1000);
    const limit = instant.toISOString().slice(0, 19).replace('T', ' ');
    if (has === '') return false;
    return op === 'RELATIVEGT' || op === 'RELATIVEGE' ? has >= limit : has <= limit;
}
