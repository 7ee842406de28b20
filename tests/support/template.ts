import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    renameSync,
    rmSync,
    statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { binary, Server } from './server.ts';

// A data folder is filled once per build of the server and set of wishes, then copied for each test.
export interface Wishes {
    demo: boolean;
    plugins: string[]; // activated beyond those that are active from the start
    only: string[]; // active from the start instead of the usual ones
}

const shelf = new URL('../../.cache/test-data/', import.meta.url).pathname;

function hash(...parts: unknown[]): string {
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

// The shelf of this build of the server; those of builds that are gone are cleared away.
function shelfOfThisBuild(): string {
    const { mtimeMs, size } = statSync(binary);
    const own = hash(binary, mtimeMs, size);
    mkdirSync(join(shelf, own), { recursive: true });
    for (const name of readdirSync(shelf)) {
        const { mtimeMs: used } = statSync(join(shelf, name), { throwIfNoEntry: false }) ?? {};
        const old = used !== undefined && Date.now() - used > 30 * 60_000;
        if (name !== own && old) rmSync(join(shelf, name), { recursive: true, force: true });
    }
    return join(shelf, own);
}

export function environmentOf(wishes: Wishes): Record<string, string> {
    if (!wishes.only.length) return {};
    return { STEAD_ONLY: wishes.only.join() };
}

async function fill(folder: string, wishes: Wishes): Promise<void> {
    const args = wishes.demo ? ['--demo'] : [];
    const server = await Server.start(folder, args, environmentOf(wishes));
    await server.stop();
    for (const id of wishes.plugins) {
        execFileSync(binary, ['plugin', 'activate', id, '--data', folder], { stdio: 'pipe' });
    }
}

// Only one process fills; the others wait for it.
async function filled(wishes: Wishes): Promise<string> {
    const folder = join(shelfOfThisBuild(), hash(wishes));
    const turn = `${folder}.turn`;
    for (;;) {
        if (existsSync(folder)) return folder;
        try {
            mkdirSync(turn);
            break;
        } catch {
            const since = statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? 0;
            if (Date.now() - since > 120_000) rmSync(turn, { recursive: true, force: true });
            await sleep(100);
        }
    }
    const work = mkdtempSync(`${folder}.`);
    try {
        await fill(work, wishes);
        renameSync(work, folder);
    } finally {
        rmSync(work, { recursive: true, force: true });
        rmSync(turn, { recursive: true, force: true });
    }
    return folder;
}

// A fresh data folder of the test's own.
export async function dataFolder(wishes: Wishes, place?: string): Promise<string> {
    const template = await filled(wishes);
    const folder = place ?? mkdtempSync(join(tmpdir(), 'stead-test-'));
    cpSync(template, folder, { recursive: true });
    return folder;
}
