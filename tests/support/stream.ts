import { eventually } from './eventually.ts';

export interface LiveEvent {
    name: string; // record, list, activity, count, ...
    data: Record<string, unknown>;
    id: string;
    at: number; // performance.now() when it came
}

export interface Watched {
    records?: { table: string; sys_id: string }[];
    lists?: { key: string; table: string; query: string }[];
    counts?: string[];
}

// The event stream of one browser: what it has heard so far, in order.
export class Stream {
    readonly events: LiveEvent[] = [];
    private readonly stop = new AbortController();

    private constructor(
        private readonly base: string,
        private readonly headers: Record<string, string>,
    ) {}

    static async open(base: string, authorization: string, watched: Watched): Promise<Stream> {
        const stream = new Stream(base, { authorization });
        await stream.connect('');
        await stream.watch(watched);
        return stream;
    }

    // A new connection after a break, as a browser makes it: it says which event it has seen last.
    async again(seen = this.events.at(-1)?.id ?? ''): Promise<Stream> {
        this.close();
        const stream = new Stream(this.base, this.headers);
        await stream.connect(seen);
        await stream.heard('hello');
        return stream;
    }

    private async connect(seen: string): Promise<void> {
        const answer = await fetch(`${this.base}/api/ui/v1/stream`, {
            headers: { ...this.headers, accept: 'text/event-stream', 'last-event-id': seen },
            signal: this.stop.signal,
        });
        if (answer.status !== 200 || !answer.body) throw new Error(`stream: ${answer.status}`);
        this.read(answer.body).catch(() => {}); // ends with the abort
    }

    // Replaces what this stream listens to.
    async watch({ records = [], lists = [], counts = [] }: Watched): Promise<void> {
        const hello = await this.heard('hello');
        const answer = await fetch(`${this.base}/api/ui/v1/stream/subscribe`, {
            method: 'POST',
            headers: { ...this.headers, 'content-type': 'application/json' },
            body: JSON.stringify({ stream: hello.data.stream, records, lists, counts }),
        });
        if (answer.status !== 200) throw new Error(`subscribe: ${await answer.text()}`);
    }

    // The first event of this name that the test accepts, whether it came already or comes soon.
    heard(name: string, accept: (data: LiveEvent['data']) => boolean = () => true) {
        return eventually(
            async () => this.events.find((event) => event.name === name && accept(event.data)),
            `the event ${name}`,
        );
    }

    close(): void {
        this.stop.abort();
    }

    private async read(body: ReadableStream<Uint8Array>): Promise<void> {
        const decoder = new TextDecoder();
        let rest = '';
        for await (const piece of body) {
            const frames = (rest + decoder.decode(piece, { stream: true })).split('\n\n');
            rest = frames.pop() ?? '';
            for (const frame of frames) this.take(frame);
        }
    }

    private take(frame: string): void {
        const name = /^event: ?(.*)$/m.exec(frame)?.[1];
        const data = /^data: ?(.*)$/m.exec(frame)?.[1];
        const id = /^id: ?(.*)$/m.exec(frame)?.[1] ?? '';
        if (!name) return;
        this.events.push({ name, data: JSON.parse(data ?? '{}'), id, at: performance.now() });
    }
}
