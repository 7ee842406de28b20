// One event stream per browser. The tab that holds the lock `stead.stream` keeps the connection and
// passes every event on over a BroadcastChannel; every tab says what it wants to hear.

import { subscribe } from './calls.ts';
import { address, search } from './client.ts';
import type { StreamEvents, Subscription } from './contract.ts';

export type EventName = keyof StreamEvents;
export type Interest =
    | { kind: 'record'; table: string; sys_id: string }
    | { kind: 'list'; key: string; table: string; query: string }
    | { kind: 'counts'; lists: string[] };

type Listener<N extends EventName> = (event: StreamEvents[N]) => void;
type Message =
    | { type: 'event'; name: EventName; data: unknown }
    | { type: 'interests'; tab: string; interests: Interest[] }
    | { type: 'ask' }
    | { type: 'gone'; tab: string }
    | { type: 'state'; online: boolean; since: number };

const names: EventName[] = [
    'hello',
    'record',
    'activity',
    'list',
    'count',
    'presence',
    'notification',
    'job',
    'offer',
    'offer_end',
    'chat',
    'typing',
    'reload',
];
const most = 50;
const deadAfter = 45_000;

/** Events of the server for this tab. Reconnects by itself, 1 to 30 s with jitter. */
export class Live {
    readonly #tab = Math.random().toString(36).slice(2);
    readonly #channel = new BroadcastChannel('stead.stream');
    readonly #listeners = new Map<EventName, Set<Listener<EventName>>>();
    readonly #stateListeners = new Set<() => void>();
    readonly #own = new Set<Interest>();
    readonly #tabs = new Map<string, Interest[]>();
    #source: EventSource | undefined;
    #stream = '';
    #last = ''; // id of the newest event
    #timer = 0;
    #watchdog = 0;
    #failures = 0;
    #state = { online: true, since: 0 };

    constructor() {
        this.#channel.onmessage = (message) => this.#hear(message.data as Message);
        addEventListener('pagehide', () => this.#tell({ type: 'gone', tab: this.#tab }));
        navigator.locks
            ?.request('stead.stream', () => {
                this.#tell({ type: 'ask' });
                this.#connect();
                return new Promise(() => {}); // held until this tab closes
            })
            .catch(() => {});
    }

    get state() {
        return this.#state;
    }

    onState(listener: () => void): () => void {
        this.#stateListeners.add(listener);
        return () => void this.#stateListeners.delete(listener);
    }

    on<N extends EventName>(name: N, listener: Listener<N>): () => void {
        const all = this.#listeners.get(name) ?? new Set();
        this.#listeners.set(name, all.add(listener as Listener<EventName>));
        return () => void all.delete(listener as Listener<EventName>);
    }

    /** Asks for events about something as long as the returned function is not called. */
    want(interest: Interest): () => void {
        this.#own.add(interest);
        this.#announce();
        return () => {
            this.#own.delete(interest);
            this.#announce();
        };
    }

    #announce() {
        this.#tell({ type: 'interests', tab: this.#tab, interests: [...this.#own] });
        this.#tabs.set(this.#tab, [...this.#own]);
        this.#declare();
    }

    #hear(message: Message) {
        if (message.type === 'event') this.#emit(message.name, message.data);
        if (message.type === 'state') this.#setState(message);
        if (message.type === 'ask') this.#announce();
        if (message.type === 'interests') this.#tabs.set(message.tab, message.interests);
        if (message.type === 'gone') this.#tabs.delete(message.tab);
        if (message.type === 'interests' || message.type === 'gone') this.#declare();
    }

    #tell(message: Message) {
        this.#channel.postMessage(message);
    }

    #emit(name: EventName, data: unknown) {
        for (const listener of this.#listeners.get(name) ?? []) listener(data as never);
    }

    #setState({ online, since }: { online: boolean; since: number }) {
        if (online === this.#state.online) return;
        this.#state = { online, since };
        for (const listener of this.#stateListeners) listener();
    }

    #connect() {
        this.#source?.close();
        const source = new EventSource(address(`stream${search({ last: this.#last })}`));
        this.#source = source;
        for (const name of names)
            source.addEventListener(name, (event) => this.#receive(name, event as MessageEvent));
        source.onopen = () => this.#alive();
        source.onerror = () => this.#lost();
        this.#watch();
    }

    #receive(name: EventName, event: MessageEvent) {
        this.#alive();
        const data = JSON.parse(event.data as string) as unknown;
        const back = this.#last !== '';
        this.#last = event.lastEventId;
        if (name === 'hello') {
            const { stream, resumed } = data as StreamEvents['hello'];
            this.#stream = stream;
            this.#declare();
            if (back && !resumed) this.#pass('reload', {});
        }
        this.#pass(name, data);
    }

    #pass(name: EventName, data: unknown) {
        this.#emit(name, data);
        this.#tell({ type: 'event', name, data });
    }

    #alive() {
        const wasOffline = !this.#state.online;
        this.#failures = 0;
        this.#setState({ online: true, since: Date.now() });
        if (wasOffline) this.#tell({ type: 'state', online: true, since: Date.now() });
        this.#watch();
    }

    // Comments that keep the connection alive are not seen by a page, so silence alone is no
    // proof: the browser's own error event is, and a sleeping laptop is noticed by the clock.
    #watch() {
        clearInterval(this.#watchdog);
        let last = Date.now();
        this.#watchdog = window.setInterval(() => {
            const slept = Date.now() - last > deadAfter;
            last = Date.now();
            if (slept) this.#connect();
        }, 15_000);
    }

    #lost() {
        this.#source?.close();
        this.#stream = '';
        this.#failures += 1;
        if (this.#failures > 1) {
            const state = { online: false, since: Date.now() };
            this.#setState(state);
            this.#tell({ type: 'state', ...state });
        }
        const wait =
            Math.min(30_000, 1000 * 2 ** (this.#failures - 1)) * (0.7 + Math.random() * 0.6);
        clearTimeout(this.#timer);
        this.#timer = window.setTimeout(() => this.#connect(), wait);
    }

    #declare() {
        if (!this.#stream) return;
        clearTimeout(this.#timer);
        this.#timer = window.setTimeout(() => {
            const stream = this.#stream;
            if (stream)
                subscribe(toSubscription(stream, [...this.#tabs.values()].flat())).catch(() => {});
        }, 60);
    }
}

function toSubscription(stream: string, interests: Interest[]): Subscription {
    const unique = [...new Map(interests.map((one) => [JSON.stringify(one), one])).values()];
    const result: Subscription = { stream, records: [], lists: [], counts: [] };
    for (const one of unique.slice(-most)) {
        if (one.kind === 'record') result.records.push({ table: one.table, sys_id: one.sys_id });
        if (one.kind === 'list')
            result.lists.push({ key: one.key, table: one.table, query: one.query });
        if (one.kind === 'counts')
            result.counts = [...new Set([...(result.counts ?? []), ...one.lists])];
    }
    return result;
}
