// The `javascript:` values that a browser can answer itself, as the server's `gs` answers them.

import { around, print, shift, toLocal, toUtc, type Unit, unitOf } from './dates.ts';
import type { Environment } from './match.ts';

const prefix = 'javascript:';
export const isScript = (value: string) => value.startsWith(prefix);

/** The value, or the answer of its script; undefined when that is not to be had here. */
export function evaluate(value: string, environment: Environment): string | undefined {
    if (!isScript(value)) return value;
    const expression = value
        .slice(prefix.length)
        .replace(/[;\s]+$/, '')
        .trim();
    const given = environment.evaluate?.(expression);
    return given ?? aboutThePerson(expression, environment) ?? date(expression, environment);
}

function aboutThePerson(expression: string, { user }: Environment): string | undefined {
    if (!user) return undefined;
    if (expression === 'gs.getUserID()') return user.sys_id;
    if (expression === 'gs.getUserName()') return user.user_name;
    if (/^(gs\.getUser\(\)\.|gs\.)?getMyGroups\(\)$/.test(expression))
        return user.groups?.join(',') ?? '';
    return undefined;
}

// name → [unit, first, last]: the units that beginningOf… and endOf… mean, counted from now
const periods: Record<string, [Unit, number, number]> = {
    Today: ['day', 0, 0],
    Yesterday: ['day', -1, -1],
    Tomorrow: ['day', 1, 1],
    CurrentHour: ['hour', 0, 0],
    LastHour: ['hour', -1, -1],
    Last2Hours: ['hour', -2, -1],
    CurrentMinute: ['minute', 0, 0],
    LastMinute: ['minute', -1, -1],
    Last15Minutes: ['minute', -15, 0],
    Last30Minutes: ['minute', -30, 0],
    Last45Minutes: ['minute', -45, 0],
    Last2Quarters: ['quarter', -2, -1],
    Next2Quarters: ['quarter', 1, 2],
    Last2Years: ['year', -2, -1],
    Next2Years: ['year', 1, 2],
    OneYearAgo: ['month', -12, -12],
};

function periodOf(name: string): [Unit, number, number] | undefined {
    const known = periods[name];
    if (known) return known;
    const whole = /^(This|Last|Next)(Week|Month|Quarter|Year)$/.exec(name);
    if (whole) {
        const count = { This: 0, Last: -1, Next: 1 }[whole[1] ?? ''] ?? 0;
        return [(whole[2] ?? '').toLowerCase() as Unit, count, count];
    }
    const last = /^Last(?:(7|30|60|90|120)Days|(3|6|9|12)Months)$/.exec(name);
    if (!last) return undefined;
    return last[1] ? ['day', -Number(last[1]), 0] : ['month', -Number(last[2]), 0];
}

function date(expression: string, environment: Environment): string | undefined {
    const match = /^gs\.(\w+)\((.*)\)$/.exec(expression);
    if (!match) return undefined;
    const [, name = '', argument = ''] = match;
    const zone = environment.zone ?? 'UTC';
    const now = (environment.now ?? new Date()).getTime();
    if (name === 'now') return print(toLocal(now, zone)).slice(0, 10);
    if (name === 'nowDateTime') return print(now);
    if (name === 'dateGenerate') return generated(argument, zone);
    const named = /^(beginningOf|endOf)(\w+)$/.exec(name);
    const period = named && periodOf(named[2] ?? '');
    if (named && period && argument === '') {
        const [unit, first, last] = period;
        const begins = named[1] === 'beginningOf';
        const edge = around(shift(now, unit, begins ? first : last, zone), unit, zone);
        return print(begins ? edge.first : edge.last);
    }
    const ago = /^(\w+)sAgo(Start|End)?$/.exec(name);
    const unit = ago && unitOf(ago[1] ?? '');
    if (!ago || !unit || !/^-?\d+$/.test(argument)) return undefined;
    const at = shift(now, unit, -Number(argument), zone);
    if (!ago[2]) return print(at);
    const edges = around(at, unit, zone);
    return print(ago[2] === 'Start' ? edges.first : edges.last);
}

/** gs.dateGenerate('2026-01-31', 'end') */
function generated(argument: string, zone: string): string | undefined {
    const match = /^\s*'(\d{4}-\d\d-\d\d)'\s*,\s*'([^']*)'\s*$/.exec(argument);
    if (!match) return undefined;
    const [, written, given = ''] = match;
    const clock = { start: '00:00:00', end: '23:59:59' }[given] ?? given;
    const local = Date.parse(`${written}T${clock}Z`);
    return Number.isNaN(local) ? undefined : print(toUtc(local, zone));
}
