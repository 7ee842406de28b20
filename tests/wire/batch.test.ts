import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, start, type World } from '#support';

interface Part {
    id?: unknown;
    method?: string;
    url?: string;
    headers?: { name: string; value: string }[];
    body?: string;
    exclude_response_headers?: boolean;
}
interface Serviced {
    id: string;
    body: string;
    status_code: number;
    status_text: string;
    headers: { name: string; value: string }[];
    execution_time: number;
    error_message?: string;
    redirect_url?: string;
}
interface Batched {
    batch_request_id: string;
    serviced_requests: Serviced[];
    unserviced_requests: string[];
}

const table = '/api/now/table/cmn_department';
let world: World;
let reader: Person;

before(async () => {
    world = await start();
    reader = await world.user('rita.reader');
});

async function batch(
    client: Client,
    rest_requests: unknown,
    headers: Record<string, string> = {},
    id: unknown = 'b1',
): Promise<Batched> {
    const body = { batch_request_id: id, rest_requests };
    const answer = await client.send('POST', '/api/now/v1/batch', body, {}, headers);
    assert.equal(answer.status, 200, answer.text);
    return JSON.parse(answer.text) as Batched;
}

function encoded(value: unknown): string {
    return Buffer.from(JSON.stringify(value)).toString('base64');
}
function decoded(part?: Serviced): { result?: unknown; error?: { message: string } } {
    return JSON.parse(Buffer.from(part?.body ?? '', 'base64').toString());
}
function header(part: Serviced | undefined, name: string): string | undefined {
    return part?.headers.find((field) => field.name.toLowerCase() === name)?.value;
}
function insert(id: unknown, name: string, more: Part = {}): Part {
    return { id, method: 'POST', url: table, body: encoded({ name }), ...more };
}
async function names(prefix: string): Promise<string[]> {
    const rows = await world.list('cmn_department', `nameSTARTSWITH${prefix}^ORDERBYname`);
    return rows.map((row) => row.name?.value ?? '');
}

test('parts are answered in their order with their ids as text', async () => {
    const answer = await batch(
        world.admin,
        [insert(1, 'Order one'), { id: 'two', method: 'GET', url: table }, insert(3, 'Order two')],
        {},
        7,
    );

    assert.equal(answer.batch_request_id, '7');
    assert.deepEqual(
        answer.serviced_requests.map(({ id, status_code, status_text }) => [
            id,
            status_code,
            status_text,
        ]),
        [
            ['1', 201, 'Created'],
            ['two', 200, 'OK'],
            ['3', 201, 'Created'],
        ],
    );
    assert.deepEqual(answer.unserviced_requests, []);
    assert.ok(answer.serviced_requests.every((part) => Number.isInteger(part.execution_time)));
    assert.deepEqual(await names('Order'), ['Order one', 'Order two']);
});

test('an empty batch has an empty answer', async () => {
    for (const requests of [[], undefined])
        assert.deepEqual(await batch(world.admin, requests), {
            batch_request_id: 'b1',
            serviced_requests: [],
            unserviced_requests: [],
        });
});

test('a part that fails harms no other', async () => {
    const { serviced_requests: parts } = await batch(world.admin, [
        insert('a', 'Harm one'),
        { id: 'b', method: 'GET', url: `${table}/00000000000000000000000000000000` },
        { id: 'c', method: 'POST', url: table, body: Buffer.from('{"na').toString('base64') },
        { id: 'd', method: 'GET', url: '/api/now/table/u_nothing' },
        { id: 'e', method: 'GET', url: '/api/nowhere' },
        { id: 'f', method: 'DELETE', url: '/api/now/stats/sys_user' },
        insert('g', 'Harm two'),
    ]);

    assert.deepEqual(
        parts.map((part) => part.status_code),
        [201, 404, 400, 400, 400, 405, 201],
    );
    assert.equal(decoded(parts[1]).error?.message, 'No Record found');
    assert.equal(decoded(parts[3]).error?.message, 'Invalid table u_nothing');
    assert.deepEqual(await names('Harm'), ['Harm one', 'Harm two']);
});

test('lists carry their total, new rows their address, deleted ones no body', async () => {
    const [made] = (await batch(world.admin, [insert('1', 'Headers')])).serviced_requests;
    const location = header(made, 'location') ?? '';
    assert.match(location, /\/api\/now\/table\/cmn_department\/[0-9a-f]{32}$/);

    const { serviced_requests: parts } = await batch(world.admin, [
        { id: '1', method: 'GET', url: `${table}?name=Headers` },
        { id: '2', method: 'GET', url: `${table}?name=Headers`, exclude_response_headers: true },
        { id: '3', method: 'DELETE', url: location },
        { id: '4', method: 'GET', url: location },
    ]);

    assert.equal(header(parts[0], 'x-total-count'), '1');
    assert.equal(header(parts[0], 'content-type'), 'application/json;charset=UTF-8');
    assert.equal(header(parts[0], 'set-cookie'), undefined);
    assert.deepEqual(parts[1]?.headers, []);
    assert.equal(parts[2]?.status_code, 204);
    assert.equal(parts[2]?.body, '');
    assert.equal(parts[3]?.status_code, 404);
});

test('headers of a part are heard, but not who it says it is', async () => {
    const { serviced_requests: parts } = await batch(world.as(reader), [
        {
            ...insert('1', 'Quiet'),
            headers: [
                { name: 'X-no-response-body', value: 'true' },
                { name: 'Host', value: 'evil.example' },
                { name: 'Content-Length', value: '1' },
            ],
        },
        {
            id: '2',
            method: 'GET',
            url: '/api/now/table/sys_user?user_name=admin&sysparm_fields=email',
            headers: [
                {
                    name: 'Authorization',
                    value: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
                },
            ],
        },
        { id: '3', method: 'GET', url: '/api/now/table/syslog' },
    ]);
    const asReader = await world.as(reader).get('/api/now/table/sys_user', {
        user_name: 'admin',
        sysparm_fields: 'email',
    });
    const log = await world.as(reader).get('/api/now/table/syslog');

    assert.equal(parts[0]?.status_code, 403);
    assert.deepEqual(decoded(parts[1]).result, asReader.result);
    assert.deepEqual(decoded(parts[2]).result, log.result);

    const [quiet] = (
        await batch(world.admin, [
            {
                ...insert('1', 'Quiet'),
                headers: [{ name: 'X-No-Response-Body', value: 'true' }],
            },
        ])
    ).serviced_requests;
    assert.equal(quiet?.status_code, 201);
    assert.equal(quiet?.body, '');
    assert.ok(header(quiet, 'location')?.startsWith(`${world.base}/`));
});

test('a body may be broken into lines', async () => {
    const long = `Lines ${'x'.repeat(80)}`;
    const body = encoded({ name: long }).replace(/.{20}/g, '$&\r\n');
    const [part] = (await batch(world.admin, [insert('1', '', { body })])).serviced_requests;
    assert.equal(part?.status_code, 201);
    assert.deepEqual(await names('Lines'), [long]);
});

test('an address may be whole, relative to it, and very long', async () => {
    const unknown = Array.from({ length: 2400 }, (_, i) => `u_nothing_${i}=1`).join('^');
    const query = encodeURIComponent(`name=Order one^${unknown}`);
    assert.ok(query.length > 23_000);
    const { serviced_requests: parts } = await batch(world.admin, [
        { id: '1', method: 'GET', url: `${world.base}${table}?name=Order one` },
        { id: '2', method: 'GET', url: `${table.slice(1)}?name=Order%20one` },
        { id: '3', method: 'GET', url: `${table}?sysparm_query=${query}` },
        { id: '4', method: 'GET', url: 'https://elsewhere.example/api/now/table/sys_user' },
    ]);
    for (const part of parts.slice(0, 3)) {
        assert.equal(part.status_code, 200);
        assert.equal((decoded(part).result as unknown[]).length, 1);
    }
    assert.equal(parts[3]?.status_code, 400);
});

test('files and things outside the API are no exception', async () => {
    const [row] = await world.list('cmn_department', 'name=Order one');
    const { serviced_requests: parts } = await batch(world.admin, [
        {
            id: '1',
            method: 'POST',
            url: `/api/now/attachment/file?table_name=cmn_department&table_sys_id=${row?.sys_id.value}&file_name=a.bin`,
            headers: [{ name: 'Content-Type', value: 'application/octet-stream' }],
            body: Buffer.from([0, 255, 1]).toString('base64'),
        },
        { id: '2', method: 'GET', url: '/api/now/attachment?file_name=a.bin' },
        { id: '3', method: 'GET', url: '/healthz' },
        { id: '4', method: 'POST', url: '/api/now/batch', body: encoded({ rest_requests: [] }) },
    ]);
    assert.equal(parts[0]?.status_code, 201);
    const url = header(parts[0], 'location') ?? '';
    const [file] = (await batch(world.admin, [{ id: '1', method: 'GET', url }])).serviced_requests;
    assert.deepEqual(Buffer.from(file?.body ?? '', 'base64'), Buffer.from([0, 255, 1]));
    assert.equal(parts[2]?.status_code, 400);
    assert.equal(parts[3]?.status_code, 400);
    assert.equal(parts[3]?.error_message, 'A batch inside of a batch');
});

test('what does not fit into the answer is not serviced, but a write is never hidden', async () => {
    const answer = await batch(
        world.admin,
        [
            insert('1', 'Small', { exclude_response_headers: true }),
            { id: '2', method: 'GET', url: '/api/now/table/sys_user' },
            insert('3', 'Small'),
        ],
        { 'X-BATCHREQUEST-MAX-OUTPUT-SIZE': '2500' },
    );
    assert.deepEqual(
        answer.serviced_requests.map((part) => part.id),
        ['1'],
    );
    assert.deepEqual(answer.unserviced_requests, ['2', '3']);
    assert.equal((await names('Small')).length, 1);

    const full = await batch(world.admin, [insert('1', 'Full'), insert('2', 'Full')], {
        'X-BATCHREQUEST-MAX-OUTPUT-SIZE': '20',
    });
    assert.deepEqual(
        full.serviced_requests.map((part) => [part.status_code, part.body]),
        [[201, '']],
    );
    assert.match(full.serviced_requests[0]?.error_message ?? '', /left out/);
    assert.deepEqual(full.unserviced_requests, ['2']);
});

test('nonsense is refused where it stands', async () => {
    const { serviced_requests: parts } = await batch(world.admin, [
        null,
        'GET /api/now/table/sys_user',
        {},
        { id: { a: 1 }, method: 'get', url: table },
        { id: 'x', method: 'GET', url: '/api/now/table/sys_user', body: '***' },
        { id: 'y', method: 'GET', url: '/api/now/table/\u0000', headers: 'none' },
        { id: 'z', method: 'GET', url: 7, headers: [null, 1, { name: 'A\r\nB', value: 'c' }] },
    ]);
    assert.deepEqual(
        parts.map((part) => part.status_code),
        [400, 400, 400, 400, 400, 400, 400],
    );
    for (const body of ['[]', '{"rest_requests":{}}', '{"rest_requests":[', '1', 'x', ''])
        assert.equal(
            (await world.admin.send('POST', '/api/now/batch', body)).status,
            400,
            `body ${body}`,
        );
    assert.equal((await world.as().post('/api/now/batch', { rest_requests: [] })).status, 401);
    const large = await world.admin.post('/api/now/batch', { x: 'x'.repeat(5 * 1024 * 1024) });
    assert.equal(large.status, 400);
    assert.match(large.error?.detail ?? '', /Max allowed: 5242880 bytes/);
});
