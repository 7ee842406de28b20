// Evaluates an encoded query on values in memory, as the server does in SQL.

import { type Condition, parseQuery, type Query } from './query.ts';
import { resolveDate, resolveWord } from './words.ts';

/** What a value is, as far as comparing goes. */
export type Kind = 'text' | 'number' | 'date' | 'boolean' | 'reference' | 'list';

export interface Environment {
    value(field: string): string;
    /** Display value of a reference or choice. */
    display?(field: string): string | undefined;
    kind?(field: string): Kind | undefined;
    /** Does the table have this field? A condition on any other is dropped. Default: all exist. */
    has?(field: string): boolean;
    user?: { sys_id: string; user_name?: string; groups?: string[] };
    now?: Date;
    /** Rows named by a DYNAMIC filter option. */
    dynamic?(id: string): string[] | undefined;
}

export function matches(query: Query | string, environment: Environment): boolean {
    const { any } = typeof query === 'string' ? parseQuery(query, environment.has) : query;
    if (any.length === 0) return true;
    return any.some((block) =>
        block.every((clause) => {
            const known = clause.any.filter((one) => environment.has?.(one.field) ?? true);
            return known.length === 0 || known.some((one) => test(one, environment));
        }),
    );
}

function test(condition: Condition, environment: Environment): boolean {
    const { field, op } = condition;
    const kind = environment.kind?.(field) ?? 'text';
    const has = environment.value(field) ?? '';
    const value = resolveWord(condition.value, environment);
    const equals = (other: string) => same(has, other, kind, environment.display?.(field));
    const texts = () => [has, environment.display?.(field) ?? ''].map(lower);
    const list = () => value.split(',').filter(Boolean);
    switch (op) {
        case '=':
            return equals(value);
        case '!=':
            return kind === 'boolean' ? !equals(value) : has !== '' && !equals(value);
        case '<':
        case '<=':
        case '>':
        case '>=':
            return ordered(op, has, value, kind, environment);
        case 'STARTSWITH':
            return texts().some((one) => one.startsWith(lower(value)));
        case 'ENDSWITH':
            return texts().some((one) => one.endsWith(lower(value)));
        case 'LIKE':
            return texts().some((one) => one.includes(lower(value)));
        case 'NOT LIKE':
            return has !== '' && !texts().some((one) => one.includes(lower(value)));
        case 'IN':
            return list().some(equals);
        case 'NOT IN':
            return has !== '' && !list().some(equals);
        case 'ISEMPTY':
        case 'EMPTYSTRING':
            return has === '';
        case 'ISNOTEMPTY':
            return has !== '';
        case 'ANYTHING':
            return true;
        case 'BETWEEN':
            return between(has, value, kind, environment);
        case 'SAMEAS':
            return has !== '' && lower(has) === lower(environment.value(value));
        case 'NSAMEAS':
            return lower(has) !== lower(environment.value(value));
        case 'GT_FIELD':
            return ordered('>', has, environment.value(value), kind, environment);
        case 'LT_FIELD':
            return ordered('<', has, environment.value(value), kind, environment);
        case 'GT_OR_EQUALS_FIELD':
            return ordered('>=', has, environment.value(value), kind, environment);
        case 'LT_OR_EQUALS_FIELD':
            return ordered('<=', has, environment.value(value), kind, environment);
        case 'DYNAMIC':
            return environment.dynamic?.(value)?.includes(has) ?? false;
        case 'ON':
        case 'NOTON':
            return onDay(op, has, condition.value, environment);
        case 'RELATIVEGT':
        case 'RELATIVEGE':
        case 'RELATIVELT':
        case 'RELATIVELE':
            return relative(op, has, value, environment);
        default:
            return true; // decided by the server only
    }
}

const lower = (text: string) => text.toLowerCase();
const truth = (text: string) => text === 'true' || text === '1';

function same(has: string, value: string, kind: Kind, display?: string): boolean {
    if (kind === 'boolean') return truth(has) === truth(value);
    if (kind === 'number' && has !== '' && value !== '') return Number(has) === Number(value);
    if (kind === 'list' && value !== '') return has.split(',').includes(value);
    return (
        lower(has) === lower(value) || (display !== undefined && lower(display) === lower(value))
    );
}

function ordered(op: string, has: string, value: string, kind: Kind, env: Environment): boolean {
    if (has === '' || value === '') return false;
    const sign = compare(has, value, kind, env);
    if (op === '<') return sign < 0;
    if (op === '<=') return sign <= 0;
    return op === '>' ? sign > 0 : sign >= 0;
}

function compare(a: string, b: string, kind: Kind, environment: Environment): number {
    if (kind === 'number') return Number(a) - Number(b);
    const [left, right] = kind === 'date' ? [a, resolveDate(b, environment)] : [lower(a), lower(b)];
    return left < right ? -1 : left > right ? 1 : 0;
}

function between(has: string, value: string, kind: Kind, environment: Environment): boolean {
    const [from = '', to = ''] = value.split('@');
    return ordered('>=', has, from, kind, environment) && ordered('<=', has, to, kind, environment);
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
