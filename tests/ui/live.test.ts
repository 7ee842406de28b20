import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from '#support';

const world = await start({ demo: true });
const cases = 'sn_customerservice_case';
const tomas = await world.person('tomas.beran');
const ruth = await world.person('ruth.calloway');
const mira = await world.person('mira.solheim');
const [kase] = await world.list(cases, 'contact.user_name=mira.solheim^active=true');
const record = { table: cases, sys_id: kase?.sys_id.value ?? '' };

const say = (who: typeof tomas, mode: string, where = record) =>
    world.as(who).send('POST', '/api/ui/v1/presence', { record: where, mode });
const names = (text: string) =>
    JSON.parse(text).users.map((one: { name: string; mode: string }) => `${one.name} ${one.mode}`);

test('a browser that comes back hears what it has missed, and nothing twice', async () => {
    const stream = await world.watch(tomas, { records: [record] });
    await world.admin.update(cases, record.sys_id, { short_description: 'Before the break' });
    await stream.heard('record');
    stream.close();
    await world.admin.update(cases, record.sys_id, { short_description: 'In the break' });
    await world.settle();

    const back = await stream.again();

    assert.equal(back.events[0]?.data.resumed, true);
    const missed = await back.heard('record');
    const values = missed.data.values as Record<string, { value: string }>;
    assert.equal(values.short_description?.value, 'In the break');
    back.close();
});

test('a browser whose stream is unknown, or is that of somebody else, starts anew', async () => {
    const stream = await world.watch(tomas, { records: [record] });
    await world.admin.update(cases, record.sys_id, { short_description: 'For Tomas only' });
    const event = await stream.heard('record');
    stream.close();
    const other = await world.watch(ruth, {});

    const stolen = await other.again(event.id);
    const unknown = await other.again('0123456789abcdef.4');

    for (const { events } of [stolen, unknown]) {
        assert.equal(events[0]?.data.resumed, false);
        assert.equal(events.length, 1);
    }
    stolen.close();
    unknown.close();
});

test('colleagues hear who looks at a record and what he does there', async () => {
    const stream = await world.watch(ruth, { records: [record] });
    assert.deepEqual(names((await say(tomas, 'viewing')).text), ['Tomas Beran viewing']);
    await say(tomas, 'note');
    await stream.heard('presence', ({ users }) => JSON.stringify(users).includes('"note"'));
    assert.deepEqual(names((await say(ruth, 'viewing')).text), [
        'Tomas Beran note',
        'Ruth Calloway viewing',
    ]);

    await say(tomas, 'gone');

    await stream.heard('presence', ({ users }) => !JSON.stringify(users).includes('Tomas'));
    await say(ruth, 'gone');
    stream.close();
});

test('a customer neither sees nor shows who is there', async () => {
    const stream = await world.watch(mira, { records: [record] });
    await say(tomas, 'viewing');

    assert.deepEqual(names((await say(mira, 'viewing')).text), []);
    assert.deepEqual(names((await say(tomas, 'viewing')).text), ['Tomas Beran viewing']);
    await world.admin.update(cases, record.sys_id, { short_description: 'Now something else' });
    await stream.heard('record');
    assert.ok(!stream.events.some(({ name }) => name === 'presence'));
    await say(tomas, 'gone');
    stream.close();
});

test('nobody is present at what he may not read, nor in ways that do not exist', async () => {
    const role = await world.user('olga.brandt');

    assert.equal((await say(role, 'viewing')).status, 404);
    assert.equal((await say(tomas, 'dancing')).status, 400);
    assert.equal((await say(tomas, 'viewing', { table: 'no_such', sys_id: 'x' })).status, 400);
});

test('a write that is sent again under its key happens once, also after a crash', async () => {
    const path = `/api/ui/v1/form/${cases}/${record.sys_id}`;
    const body = { values: { comments: 'Said once, heard once' } };
    const key = { 'Idempotency-Key': 'b1946ac92492d234' };
    const send = () => world.as(tomas).send('PATCH', path, body, {}, key);

    assert.equal((await send()).status, 200);
    await world.restart('SIGKILL');
    assert.equal((await send()).status, 200);

    const said = await world.list(
        'sys_journal_field',
        `element_id=${record.sys_id}^value=Said once, heard once`,
    );
    assert.equal(said.length, 1);
});

test('two people may use the same key', async () => {
    const path = `/api/ui/v1/form/${cases}/${record.sys_id}`;
    const key = { 'Idempotency-Key': 'c1' };
    for (const who of [tomas, ruth]) {
        const body = { values: { comments: `From ${who.user_name}` } };
        assert.equal((await world.as(who).send('PATCH', path, body, {}, key)).status, 200);
    }

    const said = await world.list(
        'sys_journal_field',
        `element_id=${record.sys_id}^valueSTARTSWITHFrom `,
    );
    assert.equal(said.length, 2);
});
