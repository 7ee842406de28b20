import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../tests/support/client.ts';
import { authorization } from '../tests/support/client.ts';
import { binary, type Server } from '../tests/support/server.ts';
import { run } from './wrk.ts';

export const admin: Person = { sys_id: '', user_name: 'admin', email: '', password: 'admin' };
export const basic = { Authorization: authorization(admin) };

export const folderOf = (cases: string) => join('.cache', `bench-${cases}`);

// A data folder with that many cases, made when it is not there yet. `made` hears how many rows
// were written per second.
export async function makeData(
    cases: string,
    fresh = false,
    made: (perSecond: number) => void = () => {},
): Promise<string> {
    const folder = folderOf(cases);
    if (fresh) rmSync(folder, { recursive: true, force: true });
    if (existsSync(join(folder, 'stead.db'))) return folder;
    mkdirSync(folder, { recursive: true });
    console.log(`== Making ${cases} cases`);
    const begin = performance.now();
    const env = { ...process.env, STEAD_ADMIN_PASSWORD: 'admin' };
    await run(binary, ['bench-data', '--data', folder, '--cases', cases], env);
    const rows = Number(cases) * 6; // the case and its five journal entries
    made(rows / ((performance.now() - begin) / 1000));
    return folder;
}

// Kilobytes that the server holds in memory.
export function resident(server: Server): number {
    const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
}
