import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, type Row, start, type World } from '#support';

let world: World;
let agent: Person;

before(async () => {
    world = await start();
    agent = await world.user('agnes.works', { roles: ['itil'] });
    await anErrandTable();
});

// A kind of task that an administrator makes: what is true of every task is true of it at once.
async function anErrandTable(): Promise<void> {
    const [task] = await world.list('sys_db_object', 'name=task');
    await world.admin.create('sys_db_object', {
        name: 'u_errand',
        label: 'Errand',
        super_class: task?.sys_id.value,
    });
    await world.admin.create('sys_number', { category: 'u_errand', prefix: 'ERR' });
}

function errand(values: Record<string, unknown> = {}): Promise<Row> {
    return world.as(agent).create('u_errand', { short_description: 'Fetch beans', ...values });
}

async function change(row: Row, values: Record<string, unknown>): Promise<Row> {
    return world.as(agent).update('u_errand', row.sys_id.value, values);
}

test('a new task is open, numbered, and knows who opened it', async () => {
    const row = await errand();

    assert.match(row.number.value, /^ERR\d{7}$/);
    assert.equal(row.state.display_value, 'Open');
    assert.equal(row.active.value, 'true');
    assert.equal(row.opened_by.value, agent.sys_id);
    assert.notEqual(row.opened_at.value, '');
    assert.equal(row.sys_class_name.value, 'u_errand');
});

test('no record is made on the base of all tasks', async () => {
    const answer = await world.admin.post('/api/now/table/task', { short_description: 'x' });

    assert.notEqual(answer.status, 201);
});

test('a task is found through its base by the same id', async () => {
    const row = await errand();

    const [found] = await world.list('task', `sys_id=${row.sys_id.value}`);

    assert.equal(found?.sys_class_name.value, 'u_errand');
});

test('closing a task makes it inactive and says who closed it when', async () => {
    const closed = await change(await errand(), { state: '3' });

    assert.equal(closed.active.value, 'false');
    assert.equal(closed.closed_by.value, agent.sys_id);
    assert.notEqual(closed.closed_at.value, '');
    assert.notEqual(closed.calendar_duration.value, '');
});

test('reopening a task forgets that it was closed', async () => {
    const closed = await change(await errand(), { state: '4' });

    const open = await change(closed, { state: '2' });

    assert.equal(open.active.value, 'true');
    assert.equal(open.closed_at.value, '');
    assert.equal(open.closed_by.value, '');
});

test('making a task inactive closes it', async () => {
    const closed = await change(await errand(), { active: 'false' });

    assert.equal(closed.state.display_value, 'Closed Complete');
});

test('making a closed task active opens it', async () => {
    const closed = await change(await errand(), { state: '3' });

    const open = await change(closed, { active: 'true' });

    assert.equal(open.state.display_value, 'Open');
});

test('only a change of hands counts as a reassignment', async () => {
    const first = await change(await errand(), { assigned_to: agent.sys_id });
    assert.equal(first.reassignment_count.value, '0');

    const other = await world.user('oscar.other', { roles: ['itil'] });
    const second = await change(first, { assigned_to: other.sys_id });

    assert.equal(second.reassignment_count.value, '1');
});

test('comments and work notes are kept in order with who wrote them', async () => {
    const row = await errand();
    await change(row, { comments: 'On my way' });
    await change(row, { work_notes: 'Shop closes at six' });

    const entries = await world.list(
        'sys_journal_field',
        `element_id=${row.sys_id.value}^ORDERBYsys_created_on`,
    );
    const seen = await world.as(agent).list('u_errand', `sys_id=${row.sys_id.value}`);

    assert.deepEqual(
        entries.map((entry) => entry.value.value),
        ['On my way', 'Shop closes at six'],
    );
    assert.match(
        seen[0]?.comments_and_work_notes.display_value ?? '',
        /Agnes Works \(Work notes\)/,
    );
});

test('what changed is kept with the old and the new value', async () => {
    const row = await errand();
    await change(row, { priority: '1' });

    const [line] = await world.list(
        'sys_audit',
        `documentkey=${row.sys_id.value}^fieldname=priority`,
    );

    assert.equal(line?.oldvalue.value, '4');
    assert.equal(line?.newvalue.value, '1');
    assert.equal(line?.user.value, 'agnes.works');
});

test('an employee reads the task that they opened or that is theirs, and no other', async () => {
    const emil = await world.user('emil.plain');
    await errand({ short_description: 'Not for Emil' });
    await errand({ short_description: 'For Emil', assigned_to: emil.sys_id });

    const rows = await world.as(emil).list('task');

    assert.deepEqual(
        rows.map((row) => row.short_description.value),
        ['For Emil'],
    );
});

test('a rejected approval needs a reason', async () => {
    const boss = await world.user('bea.boss', { roles: ['approver_user'] });
    const approval = await world.admin.create('sysapproval_approver', {
        approver: boss.sys_id,
        sysapproval: (await errand()).sys_id.value,
    });
    const path = `/api/now/table/sysapproval_approver/${approval.sys_id.value}`;

    const silent = await world.as(boss).patch(path, { state: 'rejected' });
    const spoken = await world.as(boss).patch(path, { state: 'rejected', comments: 'Too dear' });

    assert.deepEqual([silent.status, spoken.status], [403, 200]);
});
