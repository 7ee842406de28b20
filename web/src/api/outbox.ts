// What a person wrote while the server could not be reached. It waits here, survives a reload of the
// tab, and is sent in its order once the server is back; its key makes sure that it is sent once.

import { saveForm } from './calls.ts';
import { ApiError } from './client.ts';
import type { Form } from './contract.ts';

export interface Waiting {
    key: string;
    table: string;
    sys_id: string;
    kind: 'comment' | 'note';
    values: Record<string, string>;
    text: string;
    /** Why the server would not take it. */
    failure?: string;
}

const place = 'stead.outbox';

export const newKey = () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');

export class Outbox {
    #waiting: readonly Waiting[] = restored();
    #sending = false;
    readonly #listeners = new Set<() => void>();
    /** Called with the record as it is after something was sent. */
    onSent: (form: Form) => void = () => {};

    get waiting() {
        return this.#waiting;
    }

    subscribe = (listener: () => void) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
    };

    add(one: Waiting) {
        this.#set([...this.#waiting, one]);
    }

    drop(key: string) {
        this.#set(this.#waiting.filter((one) => one.key !== key));
    }

    /** Sends what waits, oldest first, until the server is gone again. */
    async flush() {
        if (this.#sending) return;
        this.#sending = true;
        try {
            for (const one of this.#waiting.filter(({ failure }) => !failure)) {
                try {
                    const { table, sys_id, values, key } = one;
                    const form = await saveForm(table, sys_id, { values }, key);
                    this.drop(key);
                    this.onSent(form);
                } catch (error) {
                    if (error instanceof ApiError && error.status === 0) return;
                    if (error instanceof ApiError && error.status === 401) return;
                    const failure = error instanceof Error ? error.message : String(error);
                    this.#set(
                        this.#waiting.map((it) => (it.key === one.key ? { ...it, failure } : it)),
                    );
                }
            }
        } finally {
            this.#sending = false;
        }
    }

    #set(waiting: readonly Waiting[]) {
        this.#waiting = waiting;
        try {
            sessionStorage.setItem(place, JSON.stringify(waiting));
        } catch {} // full or switched off: it waits in memory only
        for (const listener of this.#listeners) listener();
    }
}

function restored(): Waiting[] {
    try {
        const all: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
        return Array.isArray(all) ? (all as Waiting[]) : [];
    } catch {
        return [];
    }
}

export const outbox = new Outbox();
