import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Answer, type Row, start, type World } from '#support';

let world: World;

before(async () => {
    world = await start();
});

const writers = 24;

function together<T>(work: (writer: number) => Promise<T>): Promise<T[]> {
    return Promise.all(Array.from({ length: writers }, (_, writer) => work(writer)));
}

function statuses(answers: Answer<Row>[]): number[] {
    return answers.map((answer) => answer.status).sort((a, b) => a - b);
}

test('records made at the same time have consecutive numbers, each given once', async () => {
    const answers = await together((writer) =>
        world.admin.post('/api/now/table/incident', { short_description: `at once ${writer}` }),
    );

    assert.deepEqual(statuses(answers), Array(writers).fill(201));
    const rows = await world.list('incident', 'short_descriptionSTARTSWITHat once^ORDERBYnumber');
    const numbers = rows.map((row) => Number(row.number?.value.replace('INC', '')));
    const first = numbers[0] ?? 0;
    assert.deepEqual(
        numbers,
        Array.from({ length: writers }, (_, i) => first + i),
    );
});

test('of those who take one user ID at the same time, one gets it', async () => {
    const answers = await together((writer) =>
        world.admin.post('/api/now/table/sys_user', {
            user_name: 'ada.first',
            first_name: 'Ada',
            last_name: `Number ${writer}`,
        }),
    );

    assert.deepEqual(statuses(answers), [201, ...Array(writers - 1).fill(409)]);
    assert.equal((await world.list('sys_user', 'user_name=ada.first')).length, 1);
});

test('a write that a rule refuses leaves nothing behind, and those beside it stand', async () => {
    await world.admin.create('sys_script', {
        name: 'Refuse every third',
        collection: 'cmn_department',
        when: 'before',
        order: '100',
        active: 'true',
        action_insert: 'true',
        filter_condition: 'nameSTARTSWITHat once^EQ',
        script: `(function () {
            var trace = new GlideRecord('cmn_cost_center');
            trace.name = 'of ' + current.name;
            trace.insert();
            if (parseInt(current.id, 10) % 3 === 0) current.setAbortAction(true);
        })();`,
    });

    const answers = await together((writer) =>
        world.admin.post('/api/now/table/cmn_department', {
            name: `at once ${writer}`,
            id: String(writer),
        }),
    );

    const written = answers.filter((answer) => answer.status === 201).length;
    assert.equal(written, writers - writers / 3);
    const departments = await world.list('cmn_department', 'nameSTARTSWITHat once');
    const traces = await world.list('cmn_cost_center', 'nameSTARTSWITHof at once');
    assert.equal(departments.length, written);
    assert.equal(traces.length, written);
});

test('two who change one record over the Table API: both are answered, and the last one stands', async () => {
    const { sys_id } = await world.admin.create('cmn_department', { name: 'Shared', id: 'none' });
    const path = `/api/now/table/cmn_department/${sys_id.value}`;

    const answers = await together((writer) => world.admin.patch(path, { id: `w${writer}` }));

    assert.deepEqual(statuses(answers), Array(writers).fill(200));
    const [row] = await world.list('cmn_department', 'name=Shared');
    assert.match(row?.id?.value ?? '', /^w\d+$/);
    assert.equal(row?.sys_mod_count?.value, String(writers));
});

test('two who change different fields of one record lose nothing of each other', async () => {
    const { sys_id } = await world.admin.create('cmn_department', { name: 'Split' });
    const path = `/api/now/table/cmn_department/${sys_id.value}`;

    await Promise.all([
        world.admin.patch(path, { id: 'left' }),
        world.admin.patch(path, { description: 'right' }),
    ]);

    const [row] = await world.list('cmn_department', 'name=Split');
    assert.equal(row?.id?.value, 'left');
    assert.equal(row?.description?.value, 'right');
});
