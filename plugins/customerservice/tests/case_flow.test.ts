import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let mira: Person;
let tomas: Client;
let customer: Client;

before(async () => {
    world = await start({ demo: true });
    mira = await world.person('mira.solheim');
    customer = world.as(mira);
    tomas = world.as(await world.person('tomas.beran'));
});

// A case of Mira, brought to a state by the steps that lead there.
async function inState(state: '1' | '10' | '18' | '6' | '3'): Promise<Row> {
    const kase = await customer.create(cases, { short_description: `In state ${state}` });
    const id = kase.sys_id.value;
    const way = { 1: [], 10: ['10'], 18: ['10', '18'], 6: ['10', '6'], 3: ['10', '6', '3'] }[state];
    for (const step of way) {
        const by = step === '3' ? customer : tomas;
        await by.update(cases, id, { state: step, ...told[step] });
    }
    return kase;
}
const told: Record<string, Record<string, string>> = {
    '18': { comments: 'Which serial number?' },
    '6': { resolution_code: '1', close_notes: 'Valve replaced.' },
};

const set = (client: Client, kase: Row, values: Record<string, string>) =>
    client.patch(`/api/now/table/${cases}/${kase.sys_id.value}`, values);
const now = async (kase: Row) => (await world.list(cases, `sys_id=${kase.sys_id.value}`))[0] as Row;

test('a customer opens a case with no more than a short description', async () => {
    const kase = await customer.create(cases, { short_description: 'Handle is loose' });

    assert.match(kase.number.value, /^CS\d{7}$/);
    assert.equal(kase.state.display_value, 'New');
    assert.equal(kase.contact.value, mira.sys_id);
    assert.equal(kase.account.display_value, 'Brannock Hotels Nordics');
    assert.equal(kase.opened_by.value, mira.sys_id);
});

test('a case starts its report', async () => {
    const kase = await customer.create(cases, { short_description: 'Report me' });

    const reports = await world.list('sn_customerservice_case_report', `case=${kase.sys_id.value}`);

    assert.equal(reports.length, 1);
    assert.equal((await now(kase)).case_report.value, reports[0]?.sys_id.value);
});

test('what a customer may not fill in is left out without a word', async () => {
    const kase = await customer.create(cases, {
        short_description: 'Assign me',
        assigned_to: mira.sys_id,
        state: '10',
        work_notes: 'Hello inside',
    });

    assert.equal((await now(kase)).assigned_to.value, '');
    assert.equal((await now(kase)).state.value, '1');
    assert.equal(
        (await world.list('sys_journal_field', `element_id=${kase.sys_id.value}`)).length,
        0,
    );
});

test('asking the customer needs a question', async () => {
    const kase = await inState('10');

    assert.equal((await set(tomas, kase, { state: '18' })).status, 403);
    assert.equal((await set(tomas, kase, { state: '18', comments: 'Which one?' })).status, 200);
});

test('an answer of the customer opens a case that waits for it', async () => {
    const kase = await inState('18');

    assert.equal((await set(customer, kase, { comments: 'LK-22824' })).status, 200);

    assert.equal((await now(kase)).state.display_value, 'Open');
    assert.equal((await now(kase)).needs_attention.value, 'true');
});

test('a solution needs a code and notes', async () => {
    const kase = await inState('10');

    assert.equal((await set(tomas, kase, { state: '6' })).status, 403);
    assert.equal((await set(tomas, kase, { state: '6', resolution_code: '1' })).status, 403);
    assert.equal((await set(tomas, kase, { state: '6', ...told['6'] })).status, 200);
    assert.notEqual((await now(kase)).resolved_at.value, '');
});

test('resolution notes become a comment when the agent says so', async () => {
    const kase = await inState('10');

    await set(tomas, kase, { state: '6', ...told['6'], notes_to_comments: 'true' });

    const query = `element_id=${kase.sys_id.value}^element=comments`;
    assert.equal((await world.list('sys_journal_field', query))[0]?.value.value, 'Valve replaced.');
});

test('the customer accepts the solution and the case is closed', async () => {
    const kase = await inState('6');

    assert.equal((await set(customer, kase, { state: '3' })).status, 200);

    const closed = await now(kase);
    assert.equal(closed.active.value, 'false');
    assert.equal(closed.closed_by.value, mira.sys_id);
    assert.equal(closed.resolution_code.value, '1');
});

test('the customer rejects the solution with a reason and the case is open again', async () => {
    const kase = await inState('6');

    assert.equal((await set(customer, kase, { state: '10' })).status, 403);
    assert.equal((await set(customer, kase, { state: '10', comments: 'Still wet.' })).status, 200);

    assert.equal((await now(kase)).resolved_at.value, '');
    const [report] = await world.list(
        'sn_customerservice_case_report',
        `case=${kase.sys_id.value}`,
    );
    assert.equal(report?.reopen_count.value, '1');
});

test('the second of two who answer a solution comes too late', async () => {
    const kase = await inState('6');

    assert.equal((await set(customer, kase, { state: '3' })).status, 200);
    assert.equal((await set(customer, kase, { state: '10', comments: 'Wait' })).status, 403);
});

test('an agent closes no case whose solution waits for the customer', async () => {
    const kase = await inState('6');

    assert.equal((await set(tomas, kase, { state: '3' })).status, 403);
});

test('a customer closes an open case without giving reasons', async () => {
    const kase = await inState('10');

    assert.equal((await set(customer, kase, { state: '3' })).status, 200);

    assert.equal((await now(kase)).resolution_code.display_value, 'Solved by customer');
    assert.equal((await now(kase)).close_notes.value, 'Closed by customer');
});

test('a case whose tasks are open is not closed by its agent', async () => {
    const kase = await inState('10');
    const task = await tomas.create('sn_customerservice_task', {
        parent_case: kase.sys_id.value,
        short_description: 'Send the valve',
    });

    assert.equal((await set(tomas, kase, { state: '3', ...told['6'] })).status, 403);
    await tomas.update('sn_customerservice_task', task.sys_id.value, { state: '3' });
    assert.equal((await set(tomas, kase, { state: '3', ...told['6'] })).status, 200);
});

test('a task takes its customer from the case and tells the case what becomes of it', async () => {
    const kase = await inState('10');

    const task = await tomas.create('sn_customerservice_task', {
        parent_case: kase.sys_id.value,
        short_description: 'Send the valve',
    });

    assert.equal(task.contact.value, mira.sys_id);
    const query = `element_id=${kase.sys_id.value}^element=work_notes`;
    const [note] = await world.list('sys_journal_field', query);
    assert.match(note?.value.value ?? '', new RegExp(task.number.value));
    assert.equal((await now(kase)).action_status.value, 'blocked_internal');
});

test('a closed case takes neither comment nor field nor file, from nobody', async () => {
    const kase = await inState('3');

    assert.equal((await set(customer, kase, { comments: 'One more thing' })).status, 403);
    assert.equal((await set(tomas, kase, { priority: '1' })).status, 403);
    const file = await customer.send(
        'POST',
        `/api/now/attachment/file?table_name=${cases}&table_sys_id=${kase.sys_id.value}&file_name=a.txt`,
        'late',
        {},
        { 'content-type': 'text/plain' },
    );
    assert.equal(file.status, 403);
});

test('an agent may not take a case from new to resolved, and is told between which states', async () => {
    const kase = await inState('1');

    const answer = await set(tomas, kase, { state: '6', ...told['6'] });

    assert.equal(answer.status, 403);
    assert.match(answer.text, /New/);
    assert.match(answer.text, /Resolved/);
});

test('work notes are nobody’s outside, not even by asking for them', async () => {
    const kase = await inState('10');
    await set(tomas, kase, { work_notes: 'Probably the check valve', comments: 'I look into it' });

    const row = (await customer.list(cases, `sys_id=${kase.sys_id.value}`))[0] as Row;

    assert.match(row.comments.display_value, /I look into it/);
    assert.equal(row.work_notes, undefined);
    assert.equal(row.comments_and_work_notes, undefined);
    const entries = await customer.get<Row[]>('/api/now/table/sys_journal_field', {
        sysparm_query: `element_id=${kase.sys_id.value}^element=work_notes`,
    });
    assert.ok(!entries.text.includes('check valve'));
});
