import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

// A call and its answer, written from the contract. In texts `{name}` stands for an id of the test;
// `<word>` stands for every text of that kind.
export interface Fixture {
    title: string;
    call: { method: string; path: string; headers?: Record<string, string>; body?: unknown };
    status: number;
    headers?: Record<string, string>;
    absent?: string[]; // headers that must not be there
    body?: unknown; // undefined: none at all
}

const kinds: Record<string, RegExp> = {
    '<text>': /^.+$/s,
    '<any>': /^.*$/s,
    '<id>': /^[0-9a-f]{32}$/,
    '<time>': /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
    '<digits>': /^\d+$/,
    '<links>': /^<[^>]+>;rel="first"(,<[^>]+>;rel="(prev|next)")*,<[^>]+>;rel="last"$/,
};

const folder = new URL('./fixtures/', import.meta.url).pathname;

export function fixtures(): Fixture[] {
    return readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .flatMap((name) => JSON.parse(readFileSync(folder + name, 'utf8')) as Fixture[]);
}

export function filled<T>(value: T, names: Record<string, string>): T {
    const text = JSON.stringify(value).replaceAll(
        /\{([a-z_]+)\}/g,
        (whole, name: string) => names[name] ?? whole,
    );
    return JSON.parse(text) as T;
}

// The same keys in the same order, the same types, and each text of the kind that was written.
export function compare(actual: unknown, expected: unknown, at: string): void {
    if (typeof expected === 'string') {
        assert.equal(typeof actual, 'string', `${at} is no text`);
        const kind = kinds[expected];
        if (kind) assert.match(actual as string, kind, at);
        else assert.equal(actual, expected, at);
    } else if (Array.isArray(expected)) {
        assert.ok(Array.isArray(actual), `${at} is no list`);
        assert.equal(actual.length, expected.length, `${at} has another length`);
        for (const [i, each] of expected.entries()) compare(actual[i], each, `${at}[${i}]`);
    } else if (typeof expected === 'object' && expected !== null) {
        assert.ok(typeof actual === 'object' && actual !== null, `${at} is no object`);
        assert.deepEqual(Object.keys(actual), Object.keys(expected), `keys of ${at}`);
        for (const [key, each] of Object.entries(expected))
            compare((actual as Record<string, unknown>)[key], each, `${at}.${key}`);
    } else {
        assert.equal(actual, expected, at);
    }
}
