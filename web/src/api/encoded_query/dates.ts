// Calendar arithmetic in a person's zone, on milliseconds since 1970. Weeks begin on Sunday.

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const day = 86_400_000;
const lengths: Record<Unit, number> = {
    minute: 60_000,
    hour: 3_600_000,
    day,
    week: 7 * day,
    month: 30 * day,
    quarter: 91 * day,
    year: 365 * day,
};
const months: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };

/** The length where only a distance matters. */
export const lengthOf = (unit: Unit) => lengths[unit];

export function unitOf(name: string): Unit | undefined {
    if (name === 'dayofweek') return 'day';
    return name in lengths ? (name as Unit) : undefined;
}

export const print = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** A stored date-time or date; undefined for any other text. */
export function parse(text: string): number | undefined {
    const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?Z?)?$/.exec(text);
    if (!match) return undefined;
    const time = Date.parse(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}Z`);
    return Number.isNaN(time) ? undefined : time;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
    const known = formats.get(zone);
    if (known) return known;
    const format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
    });
    formats.set(zone, format);
    return format;
}

/** The wall clock of the zone at this time. */
export function toLocal(time: number, zone: string): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of formatOf(zone).formatToParts(time)) parts[type] = Number(value);
    const { year = 0, month = 1, day: date, hour, minute, second } = parts;
    return Date.UTC(year, month - 1, date, hour, minute, second);
}

export function toUtc(local: number, zone: string): number {
    const guess = local - (toLocal(local, zone) - local);
    return local - (toLocal(guess, zone) - guess);
}

function addMonths(local: number, count: number): number {
    const date = new Date(local);
    const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
    const last = new Date(first);
    last.setUTCMonth(last.getUTCMonth() + 1, 0);
    const shown = Math.min(date.getUTCDate(), last.getUTCDate());
    return first + (shown - 1) * day + (local - Math.floor(local / day) * day);
}

function floorTo(local: number, unit: Unit): number {
    const begin = Math.floor(local / day) * day;
    if (unit === 'minute' || unit === 'hour')
        return Math.floor(local / lengths[unit]) * lengths[unit];
    if (unit === 'week') return begin - new Date(local).getUTCDay() * day;
    const size = months[unit];
    if (!size) return begin;
    const date = new Date(local);
    return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / size) * size, 1);
}

const moved = (local: number, unit: Unit, count: number) => {
    const size = months[unit];
    return size ? addMonths(local, count * size) : local + count * lengths[unit];
};

/** `count` units later, earlier when negative; months keep the day where the month has it. */
export function shift(time: number, unit: Unit, count: number, zone: string): number {
    if (unit === 'minute' || unit === 'hour') return time + count * lengths[unit];
    return toUtc(moved(toLocal(time, zone), unit, count), zone);
}

/** First and last second of the unit that holds the time. */
export function around(time: number, unit: Unit, zone: string): { first: number; last: number } {
    const local = toLocal(time, zone);
    const first = floorTo(local, unit);
    const next = moved(first, unit, 1) - 1000;
    if (unit === 'minute' || unit === 'hour')
        return { first: time - (local - first), last: time - local + next };
    return { first: toUtc(first, zone), last: toUtc(next, zone) };
}

/** The number of the unit in which a wall clock stands. */
export function bucketOf(local: number, unit: Unit): number {
    const date = new Date(local);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    const size = months[unit];
    if (size) return Math.floor(month / size);
    return Math.floor((local + 4 * day) / lengths[unit]);
}

/** `dayofweek` (0 = Sunday), `month`, `quarter`, `year`, `week` or `hour` of a wall clock. */
export function partOf(local: number, part: string): number | undefined {
    const date = new Date(local);
    const month = date.getUTCMonth();
    const sinceNewYear = Math.floor((local - Date.UTC(date.getUTCFullYear(), 0, 1)) / day);
    if (part === 'dayofweek') return date.getUTCDay();
    if (part === 'month') return month + 1;
    if (part === 'quarter') return Math.floor(month / 3) + 1;
    if (part === 'year') return date.getUTCFullYear();
    if (part === 'week') return Math.floor((sinceNewYear + 7 - date.getUTCDay()) / 7);
    return part === 'hour' ? date.getUTCHours() : undefined;
}
