// What the value of a condition says to a field of its kind.

import type { Kind } from './match.ts';
import { resolveDate } from './words.ts';

/** Lower case of ASCII letters only, as the database compares. */
export const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** A date as the midnight it begins with, so that dates and times compare. */
export const wholeTime = (text: string) => (text.length === 10 ? `${text} 00:00:00` : text);

const truths: Record<string, string> = { true: 'true', '1': 'true', false: 'false', '0': 'false' };

/** The value in the spelling of the database; undefined when it says nothing to this kind. */
export function readOperand(
    value: string,
    kind: Kind,
    choices: { value: string; label: string }[] | undefined,
    now: Date | undefined,
): string | undefined {
    const label = choices?.find((one) => lower(one.label) === lower(value));
    if (label) return label.value;
    if (kind === 'boolean') return truths[lower(value)];
    if (kind === 'number')
        return value.trim() !== '' && Number.isFinite(Number(value)) ? value : undefined;
    return kind === 'date' ? readTime(resolveDate(value, now ? { now } : {})) : value;
}

function readTime(text: string): string | undefined {
    const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?Z?)?$/.exec(text);
    if (match) return `${match[1]} ${match[2] ?? '00:00'}${match[3] ?? ':00'}`;
    const length = /^(?:(\d+) )?(\d\d):(\d\d):(\d\d)$/.exec(text);
    if (!length) return undefined;
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = length
        .slice(1)
        .map((one) => Number(one ?? 0));
    const time = new Date((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
    return time.toISOString().slice(0, 19).replace('T', ' ');
}
