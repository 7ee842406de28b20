// script/bench: measures the server on data of its own making and prints a table, each row beside
// the goal and the ceiling it was divided by. Arguments: [--cases N] [--seconds S] [--fresh], or
// --growth [--cases N] for how lists grow with the data (growth.ts).
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from '../tests/support/client.ts';
import { Server } from '../tests/support/server.ts';
import { commitCeiling, listCeiling, weigh } from './ceilings.ts';
import { admin, folderOf, basic as headers, makeData, resident } from './data.ts';
import { growth } from './growth.ts';
import { liveLatency } from './live.ts';
import { columns } from './table.ts';
import { wrk } from './wrk.ts';

const { values: wishes } = parseArgs({
    options: {
        cases: { type: 'string', default: '100000' },
        seconds: { type: 'string', default: '8' },
        fresh: { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
    },
});
const seconds = Number(wishes.seconds);
const data = folderOf(wishes.cases);
const database = join(data, 'stead.db');
const table = '/api/now/table/sn_customerservice_case';

const head = { work: 'Work', measured: 'Measured', share: 'Share', ceiling: 'Of', goal: 'Goal' };
const lines: (typeof head)[] = [];

function note(work: string, measured: string, goal: string, ceiling = '', share = NaN): void {
    const percent = Number.isNaN(share) ? '' : `${(share * 100).toFixed(0)} %`;
    lines.push({ work, measured, ceiling, share: percent, goal });
    console.log(`   ${work}: ${measured} ${percent}`);
}

const rate = (value: number) => `${value.toFixed(0)}/s`;
const ms = (value: number) => `${value.toFixed(1)} ms`;

async function coldStart(): Promise<Server> {
    const times: number[] = [];
    for (let round = 0; round < 3; ++round) {
        const begin = performance.now();
        const server = await Server.start(data);
        times.push(performance.now() - begin);
        await server.stop();
    }
    times.sort((a, b) => a - b);
    note('cold start to first 200', ms(times[1]), '< 300 ms');
    const server = await Server.start(data);
    await sleep(5000);
    note('idle RSS', `${(resident(server) / 1024).toFixed(1)} MB`, '< 60 MB');
    return server;
}

async function readOne(server: Server): Promise<void> {
    const client = new Client(server.base, admin, []);
    const [first] = (await client.get<{ sys_id: string }[]>(table, { sysparm_limit: 1 })).result;
    const path = `${table}/${first.sys_id}`;
    const { text } = await client.get(path);
    const constant = `${server.base}/test/constant?size=${Buffer.byteLength(text)}`;
    const base = await wrk({ url: constant, clients: 16, seconds, headers });
    const one = await wrk({ url: server.base + path, clients: 16, seconds, headers });
    if (one.refused || base.refused) throw new Error('requests were refused');
    const ceiling = `${rate(base.perSecond)} constant body`;
    note('GET one case', rate(one.perSecond), '>= 40 %', ceiling, one.perSecond / base.perSecond);
}

const fields = [
    ...['number', 'short_description', 'state', 'priority', 'impact', 'contact_type', 'active'],
    ...['opened_at', 'sys_updated_on', 'sys_created_on', 'sys_created_by', 'sys_id'],
];

async function readList(server: Server): Promise<void> {
    // The statement that the server makes of the same request, without its access conditions.
    const condition = "likelihood(sys_class_name = 'sn_customerservice_case', 0.9) AND active = 1";
    const order = 'ORDER BY sys_updated_on DESC, sys_id LIMIT 50';
    const sql = `SELECT ${fields.join()} FROM task WHERE ${condition} ${order}`;
    const count = `SELECT count(*) FROM task WHERE ${condition}`;
    const ceiling = await listCeiling(database, sql, count, seconds);
    const query = new URLSearchParams({
        sysparm_query: 'active=true^ORDERBYDESCsys_updated_on',
        sysparm_fields: fields.join(),
        sysparm_limit: '50',
    });
    const url = `${server.base}${table}?${query}`;
    const measured = await wrk({ url, clients: 1, seconds, headers });
    if (measured.refused) throw new Error('requests were refused');
    note(
        'GET list, 50 x 12, exact count',
        rate(measured.perSecond),
        '>= 50 %',
        `${rate(ceiling.per_second)} raw SQLite, one thread`,
        measured.perSecond / ceiling.per_second,
    );
}

async function write(server: Server): Promise<void> {
    const client = new Client(server.base, admin, []);
    const [account] = await client.list('customer_account', '', { sysparm_limit: 1 });
    const body = JSON.stringify({
        account: account?.sys_id.value,
        short_description: 'Pressure drops after warm-up',
        description: 'It happens every morning since the last service. '.repeat(4),
        priority: '3',
    });
    const before = await weigh(database);
    const url = server.base + table;
    const measured = await wrk({ url, clients: 16, seconds, headers, body });
    if (measured.refused) throw new Error('writes were refused');
    const after = await weigh(database);
    const units = measured.perSecond * seconds;
    const ceiling = await commitCeiling(before, after, units, 16, seconds);
    note(
        'POST case, 16 clients, durable',
        `${rate(measured.perSecond)}, p99 ${ms(measured.p99)}`,
        '>= 2000/s, >= 60 %',
        `${rate(ceiling.perSecond)} bare group commit, ${ceiling.plan.length} trees`,
        measured.perSecond / ceiling.perSecond,
    );
}

// A hundred reads in one request, as a share of the same reads one after the other. The median of
// five rounds of each, taken in turns.
async function batch(server: Server): Promise<void> {
    const client = new Client(server.base, admin, []);
    const rows = await client.get<{ sys_id: string }[]>(table, {
        sysparm_limit: 100,
        sysparm_fields: 'sys_id',
    });
    const urls = rows.result.map(({ sys_id }) => `${table}/${sys_id}`);
    const rest_requests = urls.map((url, id) => ({ id, method: 'GET', url }));
    const oneByOne = async () => {
        for (const url of urls) client.expect(await client.get(url), 200);
    };
    const together = async () => {
        client.expect(await client.post('/api/now/batch', { rest_requests }), 200);
    };
    const single: number[] = [];
    const batched: number[] = [];
    for (let round = 0; round < 5; ++round) {
        single.push(await timed(oneByOne));
        batched.push(await timed(together));
    }
    const [alone, all] = [median(single), median(batched)];
    note(
        `batch of ${urls.length} GETs`,
        ms(all),
        '>= 5 times as fast',
        `${ms(alone)} one by one, ${(alone / all).toFixed(1)} times`,
        all / alone,
    );
}

async function timed(work: () => Promise<void>): Promise<number> {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
}

function median(values: number[]): number {
    return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function live(server: Server): Promise<void> {
    const { p50, p99, missing } = await liveLatency(server.base, admin, 200, 50);
    if (missing) throw new Error(`${missing} live updates did not arrive`);
    note('write to 200 subscribers', `p50 ${ms(p50)}, p99 ${ms(p99)}`, 'p99 < 50 ms');
}

async function measure(): Promise<void> {
    await makeData(wishes.cases, wishes.fresh, (perSecond) =>
        note('bench-data, rows', rate(perSecond), '>= 10000/s'),
    );
    const server = await coldStart();
    try {
        for (const work of [readOne, readList, batch, write, live]) {
            await work(server).catch((error: Error) =>
                note(work.name, 'failed', '', error.message),
            );
        }
    } finally {
        await server.stop();
        console.log(`\n${columns(head, lines)}`);
    }
}

await (wishes.growth ? growth(wishes.cases) : measure());
