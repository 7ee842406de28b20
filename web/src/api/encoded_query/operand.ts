// What the value of a condition says to a field of its kind.

import { parse, print, toLocal } from './dates.ts';
import type { Environment } from './match.ts';

/** Lower case of ASCII letters only, as the database compares. */
export const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export const isId = (text: string) => /^[0-9a-f]{32}$/i.test(text);

const truths: Record<string, string> = {
    true: 'true',
    '1': 'true',
    yes: 'true',
    false: 'false',
    '0': 'false',
    no: 'false',
};

/** The value in the spelling of the database; undefined when it says nothing to this field. */
export function readOperand(
    value: string,
    field: string,
    environment: Environment,
): string | undefined {
    const kind = environment.kind?.(field) ?? 'text';
    const label = environment.choices?.(field)?.find((one) => lower(one.label) === lower(value));
    if (label) return label.value;
    if (kind === 'boolean') return truths[lower(value)];
    if (kind === 'number')
        return value.trim() !== '' && Number.isFinite(Number(value)) ? value : undefined;
    return kind === 'date' ? readTime(value.trim(), field, environment) : value;
}

function readTime(text: string, field: string, environment: Environment): string | undefined {
    const time = parse(text) ?? readDuration(text);
    if (time === undefined) return undefined;
    const isDay = environment.value(field).length === 10;
    if (!isDay) return print(time);
    // A moment means its day in the person's zone.
    return print(text.length > 10 ? toLocal(time, environment.zone ?? 'UTC') : time).slice(0, 10);
}

function readDuration(text: string): number | undefined {
    const length = /^(?:(\d+) )?(\d\d):(\d\d):(\d\d)$/.exec(text);
    if (!length) return undefined;
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = length
        .slice(1)
        .map((one) => Number(one ?? 0));
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
