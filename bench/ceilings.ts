import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './wrk.ts';

const program = process.env.STEAD_CEILINGS ?? 'build/release/bench_ceilings';

interface Weight {
    name: string;
    kind: string;
    entries: number;
    bytes: number;
}

// Lists per second that one thread reaches which steps the statement and writes JSON.
export async function listCeiling(database: string, sql: string, count: string, seconds: number) {
    const answer = await run(program, ['list', database, String(seconds), sql, count]);
    return JSON.parse(answer) as { per_second: number; bytes: number };
}

export async function weigh(database: string): Promise<Weight[]> {
    return JSON.parse(await run(program, ['weigh', database])) as Weight[];
}

// Durable units per second that bare SQLite reaches with group commit, when each unit enters what
// one of `units` writes entered, on average, into every table and index between two weighings.
export async function commitCeiling(
    before: Weight[],
    after: Weight[],
    units: number,
    writers: number,
    seconds: number,
) {
    const plan = after.flatMap(({ name, kind, entries, bytes }) => {
        const old = before.find((weight) => weight.name === name);
        const more = entries - (old?.entries ?? 0);
        if (more < units / 20) return [];
        const each = Math.round((bytes - (old?.bytes ?? 0)) / more);
        return [`${kind} ${(more / units).toFixed(3)} ${each}`];
    });
    const folder = mkdtempSync(join(tmpdir(), 'stead-ceiling-'));
    try {
        const args = ['commit', folder, String(seconds), String(writers)];
        const answer = await run(program, args, process.env, plan.join('\n'));
        return { perSecond: (JSON.parse(answer) as { per_second: number }).per_second, plan };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
