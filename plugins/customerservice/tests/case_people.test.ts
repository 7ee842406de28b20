import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
const tasks = 'sn_customerservice_task';
let world: World;
let agent: Client;
let lea: Person;

before(async () => {
    world = await start({ demo: true });
    agent = world.as(await world.person('tomas.beran'));
    lea = await world.person('lea.hart');
});

const idOf = async (table: string, query: string) =>
    (await world.list(table, query))[0]?.sys_id.value ?? '';
const open = async (contact = 'mira.solheim') =>
    agent.create(cases, {
        short_description: 'With many people',
        contact: await idOf('customer_contact', `user_name=${contact}`),
    });
const sees = async (person: Person, table: string, row: Row) =>
    (await world.as(person).get(`/api/now/table/${table}/${row.sys_id.value}`)).status === 200;
const addParty = async (kase: Row, type: string, userName: string) =>
    agent.create('sn_customerservice_related_party', {
        case: kase.sys_id.value,
        type: await idOf('sn_customerservice_related_party_configuration', `name=${type}`),
        contact: await idOf('customer_contact', `user_name=${userName}`),
    });

test('an authorized contact of another account sees the case and answers', async () => {
    const lena = await world.person('lena.vogt');
    const kase = await open();

    assert.equal(await sees(lena, cases, kase), false);
    await addParty(kase, 'Authorized Contact', 'lena.vogt');

    assert.equal(await sees(lena, cases, kase), true);
    const path = `/api/now/table/${cases}/${kase.sys_id.value}`;
    assert.equal((await world.as(lena).patch(path, { comments: 'I can help.' })).status, 200);
});

test('a listed contact sees nothing', async () => {
    const lena = await world.person('lena.vogt');
    const kase = await open();

    await addParty(kase, 'Listed Contact', 'lena.vogt');

    assert.equal(await sees(lena, cases, kase), false);
});

test('a watcher sees the case', async () => {
    const lena = await world.person('lena.vogt');
    const kase = await open();

    await agent.update(cases, kase.sys_id.value, { watch_list: lena.sys_id });

    assert.equal(await sees(lena, cases, kase), true);
});

test('who works a task sees its case, but no other case of that customer', async () => {
    const kase = await open();
    const other = await open();

    const task = await agent.create(tasks, {
        parent_case: kase.sys_id.value,
        short_description: 'Look for the valve',
        assigned_to: lea.sys_id,
    });

    assert.equal(await sees(lea, tasks, task), true);
    assert.equal(await sees(lea, cases, kase), true);
    assert.equal(await sees(lea, cases, other), false);
});

test('who hands a task on leaves the case', async () => {
    const kase = await open();
    const task = await agent.create(tasks, {
        parent_case: kase.sys_id.value,
        short_description: 'Look for the valve',
        assigned_to: lea.sys_id,
    });

    await agent.update(tasks, task.sys_id.value, { assigned_to: '' });

    assert.equal(await sees(lea, cases, kase), false);
});

test('a customer sees the tasks that are meant for him', async () => {
    const mira = await world.person('mira.solheim');
    const kase = await open();
    const add = (visible: string) =>
        agent.create(tasks, {
            parent_case: kase.sys_id.value,
            short_description: 'Visit',
            visible_to_customer: visible,
        });

    assert.equal(await sees(mira, tasks, await add('true')), true);
    assert.equal(await sees(mira, tasks, await add('false')), false);
});

test('a file of the customer opens a case that waits for an answer', async () => {
    const mira = await world.person('mira.solheim');
    const kase = await open();
    const id = kase.sys_id.value;
    await agent.update(cases, id, { state: '10' });
    await agent.update(cases, id, { state: '18', comments: 'A photo, please.' });

    const file = await world
        .as(mira)
        .send(
            'POST',
            `/api/now/attachment/file?table_name=${cases}&table_sys_id=${id}&file_name=photo.txt`,
            'photo',
            {},
            { 'content-type': 'text/plain' },
        );

    assert.equal(file.status, 201);
    assert.equal((await world.list(cases, `sys_id=${id}`))[0]?.state.display_value, 'Open');
});
