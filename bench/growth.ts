// script/bench --growth [--cases N]: the lists that agents open most, on 10,000 cases and on N, and
// what a full-text search, a far page and an export cost on N.
import { spawn } from 'node:child_process';
import { Client } from '../tests/support/client.ts';
import { Server } from '../tests/support/server.ts';
import { admin, basic, makeData, resident } from './data.ts';
import { columns } from './table.ts';
import { wrk } from './wrk.ts';

const table = 'sn_customerservice_case';
const path = `/api/now/table/${table}`;
const fields = 'number,short_description,state,priority,account,assigned_to,sys_updated_on';

// What the queries name, from the data itself.
interface Names {
    agent: string;
    group: string;
    account: string;
    accountName: string;
    lastWeek: string;
    common: string;
    rare: string;
}

const newest = '^ORDERBYDESCsys_updated_on';
const queries: [string, (names: Names) => string][] = [
    ['my open', ({ agent }) => `active=true^assigned_to=${agent}${newest}`],
    ["my team's open", ({ group }) => `active=true^assignment_group=${group}${newest}`],
    ["an account's newest", ({ account }) => `account=${account}^ORDERBYDESCopened_at`],
    ['newest', () => 'ORDERBYDESCsys_created_on'],
    ['text search', ({ common }) => `123TEXTQUERY321=${common}${newest}`],
    ['priority and state', () => `active=true^priority=1^state=10${newest}`],
    ['account by its name', ({ accountName }) => `account.name=${accountName}${newest}`],
    ['updated since', ({ lastWeek }) => `sys_updated_on>=${lastWeek}${newest}`],
    ['unassigned', () => `active=true^assigned_toISEMPTY${newest}`],
    ['watched by me', ({ agent }) => `watch_listLIKE${agent}${newest}`],
];

const ms = (value: number) => `${value.toFixed(2)} ms`;
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

class World {
    readonly client: Client;
    constructor(readonly server: Server) {
        this.client = new Client(server.base, admin, []);
    }

    static async start(cases: string): Promise<World> {
        return new World(await Server.start(await makeData(cases)));
    }

    address(query: string, more: Record<string, string> = {}): string {
        const asked = {
            sysparm_query: query,
            sysparm_fields: fields,
            sysparm_limit: '50',
            ...more,
        };
        return `${path}?${new URLSearchParams(asked)}`;
    }

    async names(): Promise<Names> {
        const first = async (of: string, query: string) =>
            (await this.client.list(of, query, { sysparm_limit: 1 }))[0];
        const found = await first(table, 'active=true^assigned_toISNOTEMPTY^watch_listISNOTEMPTY');
        const texts = await this.client.list(table, 'ORDERBYDESCsys_created_on', {
            sysparm_limit: 50,
        });
        const words = texts.map((row) => row.description.value).join(' ');
        return {
            agent: found.assigned_to.value,
            group: found.assignment_group.value,
            account: found.account.value,
            accountName: found.account.display_value,
            lastWeek: new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10),
            common: 'gasket',
            rare: /\bp\d+\b/.exec(words)?.[0] ?? 'p1',
        };
    }

    // While nobody writes: one client that asks again and again.
    async quiet(query: string): Promise<number> {
        const url = this.server.base + this.address(query);
        const measured = await wrk({ url, clients: 1, seconds: 2, headers: basic });
        if (measured.refused) throw new Error(`refused: ${query}`);
        return measured.p50;
    }

    // The first time after a case was written, when nothing that was counted before holds.
    async afterWrite(query: string, rounds = 15): Promise<number> {
        const times: number[] = [];
        for (let round = 0; round < rounds; ++round) {
            await this.client.post(path, { short_description: 'One more' });
            times.push(await this.timed(this.address(query)));
        }
        return median(times);
    }

    async timed(address: string): Promise<number> {
        const begin = performance.now();
        await this.client.get(address);
        return performance.now() - begin;
    }
}

interface Line {
    list: string;
    small: string;
    large: string;
    growth: string;
    written: string;
    total: string;
}

async function lists(small: World, large: World): Promise<void> {
    const lines: Line[] = [];
    const [few, many] = [await small.names(), await large.names()];
    for (const [list, query] of queries) {
        const before = await small.quiet(query(few));
        const after = await large.quiet(query(many));
        const answer = await large.client.get(large.address(query(many)));
        lines.push({
            list,
            small: ms(before),
            large: ms(after),
            growth: `${(after / before).toFixed(2)} x`,
            written: ms(await large.afterWrite(query(many))),
            total: answer.headers.get('X-Total-Count') ?? '',
        });
    }
    console.log('\nFifty rows and their exact number, p50 (growth below 1.5 x is the goal)\n');
    console.log(
        columns(
            {
                list: 'List',
                small: '10,000 cases',
                large: 'all cases',
                growth: 'Growth',
                written: 'after a write',
                total: 'X-Total-Count',
            },
            lines,
        ),
    );
}

async function searches(large: World): Promise<string[][]> {
    const { common, rare } = await large.names();
    const rows: string[][] = [];
    for (const [what, word, goal] of [
        ['a common word', common, 'p95 < 150 ms'],
        ['a rare word', rare, 'p95 < 20 ms'],
    ]) {
        const times: number[] = [];
        for (let round = 0; round < 40; ++round)
            times.push(await large.timed(large.address(`123TEXTQUERY321=${word}`)));
        rows.push([
            `search for ${what}`,
            `p50 ${ms(at(times, 0.5))}, p95 ${ms(at(times, 0.95))}`,
            goal,
        ]);
    }
    return rows;
}

// Reads an answer to its end without keeping it.
function drain(url: string): Promise<number> {
    const child = spawn('curl', [
        '-s',
        '-o',
        '/dev/null',
        '-w',
        '%{size_download}',
        '-u',
        'admin:admin',
        url,
    ]);
    let size = '';
    child.stdout.on('data', (piece: Buffer) => {
        size += piece.toString();
    });
    return new Promise((resolve) => child.on('close', () => resolve(Number(size))));
}

async function streams(world: World): Promise<string[][]> {
    const rows: string[][] = [];
    const idle = resident(world.server);
    const far = await world.timed(world.address(newest.slice(1), { sysparm_offset: '100000' }));
    rows.push(['page at offset 100,000', ms(far), '']);
    await world.client.post('/api/now/table/sys_properties', {
        name: 'glide.csv.export.limit',
        value: '100000',
    });
    let most = 0;
    const watch = setInterval(() => {
        most = Math.max(most, resident(world.server));
    }, 20);
    const query = new URLSearchParams({ CSV: '', sysparm_record_count: '100000' });
    const begin = performance.now();
    const bytes = await drain(`${world.server.base}/${table}_list.do?${query}`);
    clearInterval(watch);
    const seconds = (performance.now() - begin) / 1000;
    rows.push([
        `export of 100,000 rows, ${(bytes / 1e6).toFixed(0)} MB`,
        `${seconds.toFixed(1)} s, ${((most - idle) / 1024).toFixed(1)} MB more`,
        '< 20 MB more',
    ]);
    return rows;
}

export async function growth(cases: string): Promise<void> {
    const small = await World.start('10000');
    const large = await World.start(cases);
    try {
        await lists(small, large);
        const rows = [...(await streams(large)), ...(await searches(large))];
        console.log(`\nOn ${Number(cases).toLocaleString('en')} cases\n`);
        const lines = rows.map(([work, measured, goal]) => ({ work, measured, goal }));
        console.log(columns({ work: 'Work', measured: 'Measured', goal: 'Goal' }, lines));
    } finally {
        await small.server.stop();
        await large.server.stop();
    }
}
