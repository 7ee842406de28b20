// The `javascript:` values a browser can answer itself.

interface Context {
    user?: { sys_id: string; user_name?: string; groups?: string[] };
    now?: Date;
}

/** `javascript:gs.getUserID()` and its like; any other value as it is. */
export function resolveWord(value: string, { user }: Context): string {
    const word = scriptOf(value);
    if (word === undefined) return value;
    if (/^gs\.(getUserID|user_id)\(\)$/.test(word)) return user?.sys_id ?? '';
    if (word === 'gs.getUserName()') return user?.user_name ?? '';
    if (/^(gs\.)?getMyGroups\(\)$/.test(word)) return (user?.groups ?? []).join(',');
    return value;
}

const scriptOf = (value: string) => {
    const match = /^javascript:\s*(.*?);?\s*$/.exec(value);
    return match?.[1];
};

const agoUnits: Record<string, (date: Date, count: number) => void> = {
    minutes: (date, count) => date.setUTCMinutes(date.getUTCMinutes() - count),
    hours: (date, count) => date.setUTCHours(date.getUTCHours() - count),
    days: (date, count) => date.setUTCDate(date.getUTCDate() - count),
    months: (date, count) => date.setUTCMonth(date.getUTCMonth() - count),
    quarters: (date, count) => date.setUTCMonth(date.getUTCMonth() - 3 * count),
    years: (date, count) => date.setUTCFullYear(date.getUTCFullYear() - count),
};

const print = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ');

/** A date value in the spelling of the database; `javascript:gs.daysAgoStart(2)` is worked out. */
export function resolveDate(value: string, { now = new Date() }: Context): string {
    const word = scriptOf(value);
    if (word === undefined) return value;
    if (/^gs\.now(DateTime)?\(\)$/.test(word)) return print(now);
    const match = /^gs\.(\w+?)sAgo(Start|End)?\((-?\d+)\)$/.exec(word);
    const step = match && agoUnits[`${match[1]}s`];
    if (!match || !step) return value;
    const date = new Date(now);
    step(date, Number(match[3]));
    if (match[2] === 'Start') date.setUTCHours(0, 0, 0, 0);
    if (match[2] === 'End') date.setUTCHours(23, 59, 59, 0);
    return print(date);
}
