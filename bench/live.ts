import { setTimeout as sleep } from 'node:timers/promises';
import { authorization, Client, type Person } from '../tests/support/client.ts';
import { Stream } from '../tests/support/stream.ts';

interface Seen {
    p50: number;
    p99: number;
    missing: number;
}

const table = 'sn_customerservice_case';

// Opens streams that watch the list of active cases, writes rows, and measures how long after the
// answer of a write each stream shows it. An event that overtakes the answer counts as zero.
export async function liveLatency(
    base: string,
    person: Person,
    subscribers: number,
    writes: number,
): Promise<Seen> {
    const client = new Client(base, person, []);
    const lists = [{ key: 'active', table, query: 'active=true' }];
    const streams: Stream[] = [];
    for (let i = 0; i < subscribers; ++i) {
        streams.push(await Stream.open(base, authorization(person), { lists }));
    }
    const written = new Map<string, number>(); // sys_id, when the answer came
    for (let i = 0; i < writes; ++i) {
        const values = { short_description: `Seen by everybody ${i}` };
        const answer = await client.post<{ sys_id: string }>(`/api/now/table/${table}`, values);
        written.set(answer.result.sys_id, performance.now());
        await sleep(100);
    }
    await sleep(1000);
    const delays = streams.flatMap((stream) => delaysOf(stream, written));
    for (const stream of streams) stream.close();
    delays.sort((a, b) => a - b);
    const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
    return { p50: at(0.5), p99: at(0.99), missing: subscribers * writes - delays.length };
}

function delaysOf(stream: Stream, written: Map<string, number>): number[] {
    const first = new Map<string, number>();
    for (const { data, at } of stream.events) {
        const id = String(data.sys_id);
        if (!first.has(id)) first.set(id, at);
    }
    return [...written].flatMap(([id, answered]) => {
        const at = first.get(id);
        return at === undefined ? [] : [Math.max(0, at - answered)];
    });
}
