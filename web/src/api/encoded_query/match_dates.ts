// The date operators. Undefined: the condition says nothing about a date and is left out.

import {
    around,
    bucketOf,
    lengthOf,
    parse,
    partOf,
    print,
    shift,
    toLocal,
    toUtc,
    unitOf,
} from './dates.ts';
import type { Environment } from './match.ts';
import type { Condition } from './query.ts';
import { evaluate } from './words.ts';

type Answer = boolean | undefined;

const isDay = (text: string) => text.length === 10;
const zoneOf = ({ zone }: Environment) => zone ?? 'UTC';
const wallClock = (text: string, environment: Environment) => {
    const time = parse(text);
    return time === undefined || isDay(text) ? time : toLocal(time, zoneOf(environment));
};

/** Is this field a date, as far as the page knows? */
export const isDate = (field: string, { kind }: Environment) =>
    (kind?.(field) ?? 'date') === 'date';

export function testDate(condition: Condition, environment: Environment): Answer {
    const { field, op } = condition;
    if (!isDate(field, environment)) return undefined;
    if (op === 'ON' || op === 'NOTON') return onDay(condition, environment);
    if (op === 'DATEPART') return datePart(condition, environment);
    if (op === 'MORETHAN' || op === 'LESSTHAN') return distance(condition, environment);
    return relative(condition, environment);
}

/** Two dates within the same day, month … */
export function samePart(
    field: string,
    other: string,
    unitName: string,
    environment: Environment,
): Answer {
    const unit = unitOf(unitName);
    if (!unit || !isDate(field, environment) || !isDate(other, environment)) return undefined;
    const [one, two] = [field, other].map((name) =>
        wallClock(environment.value(name), environment),
    );
    if (one === undefined || two === undefined) return false;
    return bucketOf(one, unit) === bucketOf(two, unit);
}

/** `Today@start@end`, or one plain day. */
function onDay({ field, op, value }: Condition, environment: Environment): Answer {
    const [label = '', from = '', to = ''] = value.split('@');
    const has = environment.value(field);
    const first = edge(from && from !== 'start' ? from : label, false, has, environment);
    const last = edge(to && to !== 'end' ? to : label, true, has, environment);
    if (first === undefined || last === undefined) return undefined;
    if (has === '') return false;
    return (has >= first && has <= last) === (op === 'ON');
}

function edge(
    written: string,
    isLast: boolean,
    has: string,
    environment: Environment,
): string | undefined {
    const text = evaluate(written, environment)?.trim();
    const time = text === undefined ? undefined : parse(text);
    if (text === undefined || time === undefined) return undefined;
    const zone = zoneOf(environment);
    if (isDay(has)) return print(isDay(text) ? time : toLocal(time, zone)).slice(0, 10);
    if (!isDay(text)) return print(time);
    const edges = around(toUtc(time, zone), 'day', zone);
    return print(isLast ? edges.last : edges.first);
}

/** `@dayofweek@ago@7` */
function relative({ field, op, value }: Condition, environment: Environment): Answer {
    const parts = value.split('@').filter((one) => one !== '');
    const [unitName = '', direction, count = ''] = parts;
    const unit = unitOf(unitName);
    if (parts.length !== 3 || !unit || !/^-?\d+$/.test(count)) return undefined;
    if (direction !== 'ago' && direction !== 'ahead') return undefined;
    const has = environment.value(field);
    if (has === '') return false;
    const zone = zoneOf(environment);
    const now = (environment.now ?? new Date()).getTime();
    const at = shift(now, unit, direction === 'ago' ? -Number(count) : Number(count), zone);
    const { first, last } = around(at, unit, zone);
    const text = (time: number) =>
        isDay(has) ? print(toLocal(time, zone)).slice(0, 10) : print(time);
    if (op === 'RELATIVEGT') return has > text(at);
    if (op === 'RELATIVELT') return has < text(at);
    if (op === 'RELATIVEGE') return has >= text(first);
    if (op === 'RELATIVELE') return has <= text(last);
    return has >= text(first) && has <= text(last);
}

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const monthNames = [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
];

/** `Monday@javascript:gs.datePart('dayofweek','monday','EE')`, or `x@dayofweek@monday@EE` */
function datePart({ field, value }: Condition, environment: Environment): Answer {
    const written = value.slice(value.indexOf('@') + 1);
    const call = /^javascript:gs\.datePart\((.*)\)/.exec(written)?.[1]?.replace(/['" ]/g, '');
    const [part = '', wanted = '', sign = ''] = call?.split(',') ?? written.split('@');
    const number = partNumber(part.toLowerCase(), wanted.toLowerCase());
    const local = wallClock(environment.value(field), environment);
    const signs = { EE: 0, GE: 0, LE: 0, GT: 0, LT: 0 };
    if (number === undefined || !(sign in signs)) return undefined;
    if (local === undefined) return false;
    const has = partOf(local, part.toLowerCase()) ?? 0;
    if (sign === 'EE') return has === number;
    if (sign === 'GE' || sign === 'GT') return has > number || (sign === 'GE' && has === number);
    return has < number || (sign === 'LE' && has === number);
}

function partNumber(part: string, value: string): number | undefined {
    if (partOf(0, part) === undefined) return undefined;
    const name = part === 'dayofweek' ? days.indexOf(value) : -1;
    if (name >= 0) return name;
    const month = part === 'month' ? monthNames.indexOf(value) : -1;
    if (month >= 0) return month + 1;
    return /^-?\d+$/.test(value) ? Number(value) : undefined;
}

/** `closed_atMORETHANopened_at@hour@after@3` */
function distance({ field, op, value }: Condition, environment: Environment): Answer {
    const [other = '', unitName = '', direction, count = ''] = value.split('@');
    const unit = unitOf(unitName);
    if (!unit || !/^\d+$/.test(count) || !isDate(other, environment)) return undefined;
    if (environment.has?.(other) === false) return undefined;
    const [one, two] = [field, other].map((name) => parse(environment.value(name)));
    if (one === undefined || two === undefined) return false;
    const apart = direction === 'before' ? two - one : one - two;
    const limit = Number(count) * lengthOf(unit);
    return op === 'MORETHAN' ? apart > limit : apart >= 0 && apart < limit;
}
