import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Answer, type Client, start, type World } from '#support';

// Activity, actions, drafts, files and addresses, as the web client asks for them.

const ui = '/api/ui/v1';
const cases = 'sn_customerservice_case';

interface Entry {
    kind: string;
    text?: string;
    changes?: { field: string; new?: string }[];
}
interface ActionAnswer {
    dialog?: { mandatory: string[] };
    results?: { ok: boolean; message?: string }[];
    form?: { values: Record<string, { value: string }> };
}

let world: World;
let agent: Client;
let customer: Client;
let proxy: Client;
let id: string;

before(async () => {
    world = await start({ demo: true });
    agent = world.as(await world.person('tomas.beran'));
    customer = world.as(await world.person('mira.solheim'));
    proxy = world.as(await world.person('greta.hallam'));
    id = await open();
});

const body = <T>(answer: Answer<unknown>): T => JSON.parse(answer.text) as T;

async function open(): Promise<string> {
    const mira = await world.person('mira.solheim');
    const [contact] = await world.list('customer_contact', `sys_id=${mira.sys_id}`);
    const row = await world.admin.create(cases, {
        short_description: 'Steam wand drips',
        account: contact?.account?.value,
        contact: mira.sys_id,
    });
    return row.sys_id.value;
}

const stream = async (client: Client, record = id, more = {}) =>
    body<{ entries: Entry[] }>(
        client.expect(await client.get(`${ui}/activity/${cases}/${record}`, more), 200),
    ).entries;

const run = (client: Client, name: string, record: string, values?: Record<string, string>) =>
    client.post(`${ui}/action/${name}`, { table: cases, sys_ids: [record], values });

test('a customer reads comments and not what colleagues note', async () => {
    const record = await open();
    await agent.update(cases, record, { comments: 'On its way', work_notes: 'Costs us a fortune' });

    const hers = await stream(customer, record);
    const his = await stream(agent, record);

    assert.deepEqual(
        hers.filter((entry) => entry.text).map((entry) => entry.text),
        ['On its way'],
    );
    assert.ok(his.some((entry) => entry.kind === 'work_note'));
});

test('changes of fields that one may not read are not in the stream', async () => {
    const record = await open();
    await agent.update(cases, record, { cause: 'A seal', priority: '2' });

    const fields = (await stream(customer, record)).flatMap((entry) => entry.changes ?? []);

    assert.ok(!fields.some(({ field }) => field === 'cause'));
    assert.ok(fields.some(({ field }) => field === 'priority'));
});

test('an action asks for what it needs, then runs in the name of the person', async () => {
    const record = await open();
    agent.expect(await run(agent, 'assign_to_me', record), 200);

    const asked = body<ActionAnswer>(await run(agent, 'request_info', record));
    const done = await run(agent, 'request_info', record, { comments: 'Which serial number?' });

    assert.deepEqual(asked.dialog?.mandatory, ['comments']);
    assert.equal(body<ActionAnswer>(agent.expect(done, 200)).form?.values.state?.value, '18');
    assert.ok((await stream(customer, record)).some(({ text }) => text === 'Which serial number?'));
});

test('an action that a rule refuses says why and changes nothing', async () => {
    const record = await open();
    agent.expect(await run(agent, 'assign_to_me', record), 200);

    const values = { resolution_code: '1', close_notes: '' };
    const refused = await run(agent, 'propose_solution', record, values);

    assert.equal(refused.status, 422);
    assert.match(refused.text, /resolution notes/);
    const [row] = await world.list(cases, `sys_id=${record}`);
    assert.equal(row?.state?.value, '10');
});

test('nobody runs an action that his page does not show', async () => {
    const record = await open();

    assert.equal((await run(customer, 'assign_to_me', record)).status, 403);
    assert.equal((await run(proxy, 'assign_to_me', record)).status, 404);
});

test("a draft is its writer's alone", async () => {
    const draft = `${ui}/draft/${cases}/${id}/comment`;
    agent.expect(await agent.put(draft, { body: 'Half a word' }), 200);

    assert.equal(body<{ body: string }>(await agent.get(draft)).body, 'Half a word');
    assert.equal((await world.admin.get(draft)).status, 404);
});

test("files follow their record, and one removes only one's own", async () => {
    const upload = await agent.send<{ sys_id: string }>(
        'POST',
        '/api/now/attachment/file',
        'twelve bytes',
        { table_name: cases, table_sys_id: id, file_name: 'note.html' },
        { 'content-type': 'text/html' },
    );
    const file = `/api/now/attachment/${agent.expect(upload, 201).result.sys_id}`;
    const download = await customer.get(`${file}/file`);

    assert.equal(download.text, 'twelve bytes');
    assert.match(download.headers.get('content-disposition') ?? '', /^attachment/);
    assert.match(download.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.equal((await proxy.get(`${file}/file`)).status, 404);
    assert.equal((await customer.delete(file)).status, 403);
    assert.equal((await agent.delete(file)).status, 204);
});

test("a search finds a customer her own cases and nobody else's", async () => {
    const [other] = await world.list(cases, 'contact.user_name=sanna.ruud');
    const found = async (q: string) => (await customer.get(`${ui}/search`, { q })).text;
    const [own] = await world.list(cases, `sys_id=${id}`);

    assert.match(await found(own?.number?.value ?? ''), /Steam wand drips/);
    assert.ok(!(await found(other?.number?.value ?? '')).includes(other?.sys_id.value ?? 'none'));
});

test('old addresses lead each person to the page that is his', async () => {
    const leads = async (client: Client, path: string) =>
        (await client.get(path)).headers.get('location');
    const link = `/${cases}.do?sys_id=${id}`;

    assert.equal(await leads(agent, link), `/now/cwf/agent/record/${cases}/${id}`);
    assert.equal(await leads(customer, link), `/csm?id=csm_ticket&table=${cases}&sys_id=${id}`);
    assert.equal(await leads(world.as(), link), `/login?next=${encodeURIComponent(link)}`);
    assert.equal(
        await leads(agent, `/nav_to.do?uri=${encodeURIComponent(link)}`),
        `/now/cwf/agent/record/${cases}/${id}`,
    );
    assert.equal(await leads(agent, '/nav_to.do?uri=//elsewhere.example/x.do'), '/');
    assert.equal(await leads(world.as(), '/'), '/login');
});
