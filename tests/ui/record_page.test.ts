import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Answer, type Client, start, type World } from '#support';

// What the web client's calls promise about a record page: who sees what, and what a save answers.

const cases = 'sn_customerservice_case';
const form = `/api/ui/v1/form/${cases}`;

interface Form {
    sys_id: string;
    mod_count: number;
    fields: Record<string, { readonly?: boolean }>;
    values: Record<string, { value: string; display_value?: string }>;
    sections: { fields: string[] }[];
    actions: { name: string; form?: { fields: string[] } }[];
    composer?: { kinds: string[]; readers: { comment: string[] } };
    ribbon?: { data: { name: string; role: string } }[];
    tabs: { table: string; count: number }[];
}
interface Refusal {
    errors?: { field: string; message: string }[];
    conflicts?: { field: string; by: string; theirs: { value: string } }[];
}

let world: World;
let agent: Client;
let colleague: Client;
let customer: Client;
let proxy: Client;

before(async () => {
    world = await start({ demo: true });
    agent = world.as(await world.person('tomas.beran'));
    colleague = world.as(await world.person('ruth.calloway'));
    customer = world.as(await world.person('mira.solheim'));
    proxy = world.as(await world.person('greta.hallam'));
});

const body = <T>(answer: Answer<unknown>): T => JSON.parse(answer.text) as T;

async function openedBy(client: Client, values: Record<string, string>): Promise<Form> {
    const answer = await client.post(`${form}/-1`, { values });
    return body<Form>(client.expect(answer, 201));
}

async function caseOfMira(): Promise<Form> {
    const mira = await world.person('mira.solheim');
    const [row] = await world.list('customer_contact', `user_name=${mira.user_name}`);
    return openedBy(agent, {
        short_description: 'Steam wand drips',
        account: row?.account?.value ?? '',
        contact: mira.sys_id,
    });
}

const pageOf = async (client: Client, id: string) =>
    body<Form>(client.expect(await client.get(`${form}/${id}`), 200));

test('an agent gets the fields, actions, tabs and the customer of a case in one answer', async () => {
    const page = await pageOf(agent, (await caseOfMira()).sys_id);

    assert.equal(page.values.contact?.display_value, 'Mira Solheim');
    assert.deepEqual(page.composer?.kinds, ['comment', 'note', 'email']);
    assert.deepEqual(page.composer?.readers.comment, ['Mira Solheim']);
    assert.equal(page.ribbon?.[0]?.data.name, 'Mira Solheim');
    assert.ok(page.actions.some((action) => action.name === 'assign_to_me'));
    assert.ok(page.tabs.some((tab) => tab.table === 'sn_customerservice_task'));
});

test('what a customer may not read is nowhere on her page', async () => {
    const page = await pageOf(customer, (await caseOfMira()).sys_id);
    const hidden = ['work_notes', 'work_notes_list', 'cause', 'contributor_users'];

    for (const name of hidden) {
        assert.ok(!(name in page.fields), `${name} is a field`);
        assert.ok(!(name in page.values), `${name} has a value`);
        assert.ok(!page.sections.some((section) => section.fields.includes(name)));
    }
    assert.deepEqual(page.composer?.kinds, ['comment']);
    assert.equal(page.fields.priority?.readonly, true);
});

test('a record that one may not read answers like one that does not exist', async () => {
    const { sys_id } = await caseOfMira();
    const hidden = await proxy.get(`${form}/${sys_id}`);
    const absent = await proxy.get(`${form}/0123456789abcdef0123456789abcdef`);

    assert.equal(hidden.status, 404);
    assert.equal(hidden.text, absent.text);
});

test('two people who change one field: the second learns what the first did, and may insist', async () => {
    const { sys_id, mod_count } = await caseOfMira();
    const first = { values: { priority: '2' }, base_mod_count: mod_count };
    agent.expect(await agent.patch(`${form}/${sys_id}`, first), 200);
    const second = { values: { priority: '1', cause: 'A seal' }, base_mod_count: mod_count };

    const refused = await colleague.patch(`${form}/${sys_id}`, second);
    const insisting = await colleague.patch(`${form}/${sys_id}`, {
        ...second,
        overwrite: ['priority'],
    });

    assert.equal(refused.status, 409);
    const { conflicts } = body<Refusal>(refused);
    assert.deepEqual(
        conflicts?.map(({ field, by, theirs }) => [field, by, theirs.value]),
        [['priority', 'Tomas Beran', '2']],
    );
    assert.equal(body<Form>(insisting).values.priority?.value, '1');
});

test('two people who change different fields do not meet', async () => {
    const { sys_id, mod_count } = await caseOfMira();
    await agent.patch(`${form}/${sys_id}`, {
        values: { priority: '2' },
        base_mod_count: mod_count,
    });

    const other = await colleague.patch(`${form}/${sys_id}`, {
        values: { cause: 'A seal' },
        base_mod_count: mod_count,
    });

    assert.equal(other.status, 200);
});

test('what is wrong with a save is said by field', async () => {
    const { sys_id } = await caseOfMira();
    const errors = async (values: Record<string, string>) => {
        const answer = await agent.patch(`${form}/${sys_id}`, { values });
        assert.equal(answer.status, 422, answer.text);
        return body<Refusal>(answer).errors?.map(({ field }) => field);
    };

    assert.deepEqual(await errors({ short_description: '' }), ['short_description']);
    assert.deepEqual(await errors({ opened_at: 'tomorrow' }), ['opened_at']);
    assert.deepEqual(await errors({ number: 'CS1', nonsense: '1' }), ['number', 'nonsense']);
    assert.deepEqual(await errors({ state: '3' }), ['']);
});

test('a customer cannot set what her page does not let her change', async () => {
    const { sys_id } = await caseOfMira();

    const answer = await customer.patch(`${form}/${sys_id}`, { values: { priority: '1' } });

    assert.equal(answer.status, 422);
    assert.equal((await pageOf(agent, sys_id)).values.priority?.value, '4');
});

test('a new page is filled from its address, with defaults for the rest', async () => {
    const answer = await agent.get(`${form}/-1`, {
        query: 'short_description=From a call^priority=2',
    });
    const page = body<Form>(agent.expect(answer, 200));

    assert.equal(page.values.short_description?.value, 'From a call');
    assert.equal(page.values.priority?.value, '2');
    assert.equal(page.values.state?.display_value, 'New');
    assert.equal(page.values.sys_id, undefined);
});
