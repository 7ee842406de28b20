import { Client, type Person } from '../tests/support/client.ts';

interface Seen {
    p50: number;
    p99: number;
    missing: number;
}

// Opens streams that watch the list of active cases, writes rows, and measures how long after the
// answer of a write each stream shows it.
export async function liveLatency(
    base: string,
    person: Person,
    subscribers: number,
    writes: number,
): Promise<Seen> {
    const client = new Client(base, person, []);
    const arrivals = new Map<string, number[]>(); // by sys_id
    const ends: (() => void)[] = [];
    const seen = (id: string) => {
        arrivals.set(id, [...(arrivals.get(id) ?? []), performance.now()]);
    };
    for (let i = 0; i < subscribers; ++i) ends.push(await watch(base, person, seen));
    const delays: number[] = [];
    for (let i = 0; i < writes; ++i) {
        const answer = await client.post<{ sys_id: string }>(
            '/api/now/table/sn_customerservice_case',
            { short_description: `Seen by everybody ${i}` },
        );
        const committed = performance.now();
        const id = answer.result.sys_id;
        await new Promise((resolve) => setTimeout(resolve, 100));
        for (const at of arrivals.get(id) ?? []) delays.push(Math.max(0, at - committed));
    }
    for (const end of ends) end();
    delays.sort((a, b) => a - b);
    const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
    return { p50: at(0.5), p99: at(0.99), missing: subscribers * writes - delays.length };
}

async function watch(base: string, person: Person, seen: (id: string) => void) {
    const stop = new AbortController();
    const secret = Buffer.from(`${person.user_name}:${person.password}`).toString('base64');
    const headers = { authorization: `Basic ${secret}`, accept: 'text/event-stream' };
    const query = 'table=sn_customerservice_case&query=active=true';
    const answer = await fetch(`${base}/api/ui/v1/stream?${query}`, {
        headers,
        signal: stop.signal,
    });
    if (answer.status !== 200 || !answer.body) throw new Error(`stream: ${answer.status}`);
    read(answer.body, seen).catch(() => {}); // ends with the abort
    return () => stop.abort();
}

async function read(body: ReadableStream<Uint8Array>, seen: (id: string) => void): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const piece of body) {
        const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
            const id = /"sys_id":"([0-9a-f]{32})"/.exec(line)?.[1];
            if (line.startsWith('data:') && id) seen(id);
        }
    }
}
