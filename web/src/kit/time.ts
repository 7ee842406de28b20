// Times as people read them. On the wire a time is `yyyy-MM-dd HH:mm:ss` in UTC.

import { currentLocale, t } from './text.ts';

let zone = 'UTC';
let pattern = 'yyyy-MM-dd';

export function setZone(timeZone: string, datePattern = 'yyyy-MM-dd') {
    zone = timeZone;
    pattern = datePattern;
}

export const parseTime = (value: string) =>
    new Date(value.length > 10 ? `${value.replace(' ', 'T')}Z` : `${value}T00:00:00Z`);

export const printTime = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ');

function parts(date: Date, timeZone: string): Record<string, string> {
    const format = new Intl.DateTimeFormat('en-GB', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
    });
    return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
}

const day = (p: Record<string, string>) =>
    pattern
        .replace('yyyy', p.year ?? '')
        .replace('MM', p.month ?? '')
        .replace('dd', p.day ?? '');

/** The person's date and time: 2026-11-23 09:00. */
export function dateTime(value: string): string {
    const date = parseTime(value);
    if (Number.isNaN(date.getTime())) return value;
    const p = parts(date, zone);
    return `${day(p)} ${p.hour}:${p.minute}`;
}

export function dateOnly(value: string): string {
    const date = parseTime(value);
    return Number.isNaN(date.getTime()) ? value : day(parts(date, 'UTC'));
}

/** Hours and minutes in the person's zone, or in the named one. */
export function clock(value: string | Date, timeZone = zone): string {
    const p = parts(typeof value === 'string' ? parseTime(value) : value, timeZone);
    return `${p.hour}:${p.minute}`;
}

/** Day of a time in the person's zone, for separators and comparisons: 2026-11-23. */
export function dayOf(value: string): string {
    if (Number.isNaN(parseTime(value).getTime())) return '';
    const p = parts(parseTime(value), zone);
    return `${p.year}-${p.month}-${p.day}`;
}

/** "Today", "Yesterday", "Mon 23 Nov". */
export function dayName(value: string, now = new Date()): string {
    const [own, today] = [dayOf(value), dayOf(printTime(now))];
    if (own === today) return t('Today');
    if (own === dayOf(printTime(new Date(now.getTime() - 86_400_000)))) return t('Yesterday');
    const year = own.slice(0, 4) === today.slice(0, 4) ? undefined : ('numeric' as const);
    return parseTime(value).toLocaleDateString(currentLocale(), {
        timeZone: zone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        ...(year && { year }),
    });
}

/** "Sunday 22 November". */
export const dayText = (date: Date) =>
    date.toLocaleDateString(currentLocale(), {
        timeZone: zone,
        weekday: 'long',
        day: 'numeric',
        month: 'long',
    });

/** "24 Nov 2026, 18:54", as the reader's language writes it. */
export function dateTimeText(value: string): string {
    const date = parseTime(value);
    return Number.isNaN(date.getTime())
        ? value
        : date.toLocaleString(currentLocale(), {
              timeZone: value.length > 10 ? zone : 'UTC',
              dateStyle: 'medium',
              ...(value.length > 10 && { timeStyle: 'short' }),
          });
}

/** "5 minutes ago", "yesterday", after a week the date. */
export function since(value: string, now = Date.now()): string {
    const minutes = (parseTime(value).getTime() - now) / 60_000;
    if (Number.isNaN(minutes)) return value;
    const words = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
    if (minutes > -60) return words.format(Math.round(minutes), 'minute');
    if (minutes > -1440) return words.format(Math.round(minutes / 60), 'hour');
    if (minutes > -7 * 1440) return words.format(Math.round(minutes / 1440), 'day');
    return dateTimeText(value.slice(0, 10));
}

/** "now", "5 min", "3 h", "2 days", after a week the date. */
export function ago(value: string, now = Date.now()): string {
    const minutes = Math.abs(now - parseTime(value).getTime()) / 60_000;
    if (Number.isNaN(minutes)) return value;
    if (minutes < 1) return t('now');
    if (minutes < 60) return t('{n} min', { n: Math.round(minutes) });
    if (minutes < 1440) return t('{n} h', { n: Math.round(minutes / 60) });
    const days = Math.round(minutes / 1440);
    if (days < 7) return days === 1 ? t('1 day') : t('{n} days', { n: days });
    return dateOnly(dayOf(value));
}

/** "2 h 51 min", "3 d 4 h", "40 s". */
export function duration(seconds: number): string {
    const whole = Math.abs(Math.round(seconds));
    if (whole < 60) return t('{n} s', { n: whole });
    const minutes = Math.floor(whole / 60);
    const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
    const units: [number, string][] = [
        [d, '{n} d'],
        [h, '{n} h'],
        [m, '{n} min'],
    ];
    const first = units.findIndex(([n]) => n > 0);
    return units
        .slice(first, first + 2)
        .filter(([n]) => n > 0)
        .map(([n, text]) => t(text, { n }))
        .join(' ');
}

/** The value for `<input type="datetime-local">` in the person's zone. */
export function toLocalInput(value: string): string {
    if (!value) return '';
    const p = parts(parseTime(value), zone);
    return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

/** What was entered there, as UTC on the wire. */
export function fromLocalInput(text: string): string {
    if (!text) return '';
    const wanted = parseTime(`${text.replace('T', ' ')}:00`.slice(0, 19));
    const shown = (date: Date) =>
        parseTime(`${toLocalInput(printTime(date)).replace('T', ' ')}:00`);
    const once = new Date(2 * wanted.getTime() - shown(wanted).getTime());
    return printTime(new Date(once.getTime() + wanted.getTime() - shown(once).getTime()));
}
