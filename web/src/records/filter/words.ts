// Filters in words: operators, relative dates, values.

import type { SchemaField } from '~/api/contract.ts';
import type { Operator } from '~/api/encoded_query/index.ts';
import { fieldType } from '~/fields/index.ts';
import { dateOnly, dateTime, t } from '~/kit/index.ts';

const words: Partial<Record<Operator, string>> = {
    '=': 'is',
    '!=': 'is not',
    '<': 'less than',
    '<=': 'at most',
    '>': 'greater than',
    '>=': 'at least',
    LIKE: 'contains',
    'NOT LIKE': 'does not contain',
    STARTSWITH: 'starts with',
    ENDSWITH: 'ends with',
    IN: 'is one of',
    'NOT IN': 'is none of',
    ISEMPTY: 'is empty',
    ISNOTEMPTY: 'is not empty',
    ANYTHING: 'is anything',
    BETWEEN: 'between',
    DYNAMIC: 'is (dynamic)',
    INSTANCEOF: 'is a kind of',
    ON: 'on',
    NOTON: 'not on',
    RELATIVEGT: 'after, relative',
    RELATIVELT: 'before, relative',
    SAMEAS: 'is same as',
    NSAMEAS: 'is different from',
};
const dateWords: Partial<Record<Operator, string>> = { '<': 'before', '>': 'after' };

export function operatorWord(op: Operator, field?: SchemaField): string {
    const date = field && fieldType(field.type).kind === 'date' ? dateWords[op] : undefined;
    return t(date ?? words[op] ?? op);
}

export const operatorsOf = (field: SchemaField): Operator[] =>
    (field.operators as Operator[] | undefined) ??
    (field.choices?.length
        ? ['=', '!=', 'IN', 'NOT IN', 'ISEMPTY', 'ISNOTEMPTY']
        : fieldType(field.type).operators);

const span = (label: string, start: string, end: string) => ({
    label,
    value: `${label}@javascript:gs.${start}@javascript:gs.${end}`,
});

/** Phrases for ON; the value holds the start and the end. */
export const phrases = [
    span('Today', 'beginningOfToday()', 'endOfToday()'),
    span('Yesterday', 'beginningOfYesterday()', 'endOfYesterday()'),
    span('Tomorrow', 'beginningOfTomorrow()', 'endOfTomorrow()'),
    span('This week', 'beginningOfThisWeek()', 'endOfThisWeek()'),
    span('Last week', 'beginningOfLastWeek()', 'endOfLastWeek()'),
    span('This month', 'beginningOfThisMonth()', 'endOfThisMonth()'),
    span('Last 7 days', 'beginningOfLast7Days()', 'endOfLast7Days()'),
    span('Last 30 days', 'beginningOfLast30Days()', 'endOfLast30Days()'),
    span('Last 3 months', 'beginningOfLast3Months()', 'endOfLast3Months()'),
    span('This year', 'beginningOfThisYear()', 'endOfThisYear()'),
];

export const dateUnits = [
    { value: 'minute', label: 'minutes' },
    { value: 'hour', label: 'hours' },
    { value: 'dayofweek', label: 'days' },
    { value: 'month', label: 'months' },
    { value: 'quarter', label: 'quarters' },
    { value: 'year', label: 'years' },
];

export function relativeText(value: string): string {
    const [, unit, direction, n = ''] = value.split('@');
    const label = dateUnits.find((one) => one.value === unit)?.label ?? unit ?? '';
    return t(direction === 'ahead' ? '{n} {unit} ahead' : '{n} {unit} ago', { n, unit: t(label) });
}

/** A value that the server has not put in words. */
export function valueText(value: string, op: Operator, field?: SchemaField): string {
    if (op === 'ISEMPTY' || op === 'ISNOTEMPTY' || op === 'ANYTHING') return '';
    if (op.startsWith('RELATIVE')) return relativeText(value);
    if (op === 'ON' || op === 'NOTON') return t(value.split('@')[0] ?? '');
    if (/^javascript:\s*gs\.(getUserID|user_id)\(\)/.test(value)) return t('me');
    if (/getMyGroups\(\)/.test(value)) return t('my groups');
    const kind = field && fieldType(field.type).kind;
    if (kind === 'boolean') return value === 'true' || value === '1' ? t('yes') : t('no');
    if (kind === 'date' && /^\d{4}-/.test(value))
        return value.length > 10 ? dateTime(value) : dateOnly(value);
    const label = (one: string) => field?.choices?.find((c) => c.value === one)?.label ?? one;
    return value.split(',').map(label).join(', ');
}
