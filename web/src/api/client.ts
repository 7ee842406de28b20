// The one place that talks to the server: addresses, the token of the session, errors.

import type { Conflict, FieldError } from './contract.ts';
import type { Address } from './generated.ts';

/** What every failed call throws. `message` is meant for people. */
export class ApiError extends Error {
    readonly status: number; // 0: the server could not be reached
    readonly detail: string;
    readonly requestId: string;
    readonly conflicts: Conflict[];
    readonly errors: FieldError[];

    constructor(status: number, body: ErrorBody, requestId = '') {
        super(body.error?.message || wordsFor(status));
        this.status = status;
        this.detail = body.error?.detail ?? '';
        this.requestId = requestId;
        this.conflicts = body.conflicts ?? [];
        this.errors = body.errors ?? [];
    }
}

interface ErrorBody {
    error?: { message?: string; detail?: string };
    conflicts?: Conflict[];
    errors?: FieldError[];
}

const words: Record<number, string> = {
    0: 'The server cannot be reached.',
    401: 'Your session has ended.',
    403: 'You are not allowed to do this.',
    404: 'This does not exist, or you may not see it.',
    409: 'Somebody else changed this in the meantime.',
    413: 'This file is too large.',
    422: 'Some values are not accepted.',
    429: 'Too many requests. Wait a moment.',
};
const wordsFor = (status: number) => words[status] ?? 'The server could not answer.';

let token = '';
let onSignedOut = () => {};

/** Sets the token that proves that a write comes from this page (X-UserToken). */
export const setToken = (value: string) => {
    token = value;
};

/** Called when the session has ended while the page is open. */
export const whenSignedOut = (callback: () => void) => {
    onSignedOut = callback;
};

export interface Options {
    body?: unknown; // sent as JSON, a Blob as it is
    signal?: AbortSignal;
    headers?: Record<string, string>;
    /** Names a write: sent again under the same name, it happens once. */
    once?: string | undefined;
}

/** Calls the server. `path` is absolute, or a call of /api/ui/v1. */
export async function call<T>(
    method: string,
    path: Address | `/${string}`,
    options: Options = {},
): Promise<T> {
    const response = await send(method, path, options);
    const text = await response.text();
    const body = parse(text);
    if (response.ok) return (text === '' ? {} : body) as T;
    if (response.status === 401) onSignedOut();
    const id = response.headers.get('X-Transaction-ID') ?? '';
    throw new ApiError(response.status, (body ?? {}) as ErrorBody, id);
}

async function send(method: string, path: string, options: Options): Promise<Response> {
    const { body, signal } = options;
    const raw = body instanceof Blob;
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET' && token) headers['X-UserToken'] = token;
    if (options.once) headers['Idempotency-Key'] = options.once;
    if (body !== undefined && !raw) headers['Content-Type'] = 'application/json';
    try {
        return await fetch(address(path), {
            method,
            credentials: 'same-origin',
            headers: { ...headers, ...options.headers },
            ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
            ...(signal && { signal }),
        });
    } catch (cause) {
        if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
        throw new ApiError(0, {});
    }
}

export const address = (path: string) => (path.startsWith('/') ? path : `/api/ui/v1/${path}`);

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** `name=value&…` of the entries that have a value, with a question mark if there are any. */
export function search(entries: Record<string, string | number | undefined>): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(entries))
        if (value !== undefined && value !== '') parameters.set(name, String(value));
    const text = parameters.toString();
    return text && `?${text}`;
}
