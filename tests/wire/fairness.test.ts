import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let greedy: Person;
let modest: Person;
const problems = '/api/now/table/problem';

before(async () => {
    world = await start();
    greedy = await world.user('greta.greedy', { roles: ['itil'] });
    modest = await world.user('mo.modest', { roles: ['itil'] });
    await world.admin.create('problem', { short_description: 'Steam' });
});

// Each list of problems takes this long.
async function slowly(milliseconds: number): Promise<string> {
    const row = await world.admin.create('sys_script', {
        name: 'Takes its time',
        collection: 'problem',
        when: 'before',
        action_query: 'true',
        active: 'true',
        script: `var end = Date.now() + ${milliseconds}; while (Date.now() < end) {}`,
    });
    return row.sys_id?.value ?? '';
}

test('one caller who asks for much delays nobody else', async () => {
    const rule = await slowly(300);
    const path = '/api/now/table/sys_user';
    for (const person of [greedy, modest]) await world.as(person).get(path);

    let pending = 12;
    const asked = Array.from({ length: pending }, async () => {
        await world.as(greedy).get(problems);
        pending -= 1;
    });
    const answer = await world.as(modest).get(path, { sysparm_limit: 1 });
    const left = pending;
    await Promise.all(asked);
    await world.admin.delete(`/api/now/table/sys_script/${rule}`);

    assert.equal(answer.status, 200);
    assert.ok(left >= 6, `${left} of the slow calls were still waiting`);
});

test('a query that runs past its time is answered with the rows so far and the reason', async () => {
    const [limit] = await world.list('sys_properties', 'name=stead.rest.max_seconds');
    const id = limit?.sys_id?.value ?? '';
    await world.admin.update('sys_properties', id, { value: '1' });
    const rule = await slowly(1200);

    const answer = await world.as(modest).get<unknown[]>(problems);
    await world.admin.delete(`/api/now/table/sys_script/${rule}`);
    await world.admin.update('sys_properties', id, { value: '60' });

    assert.equal(answer.status, 200);
    assert.deepEqual(answer.result, []);
    assert.equal(answer.error?.message, 'Transaction cancelled: maximum execution time exceeded');
    assert.match(answer.error?.detail ?? '', /^maximum execution time exceeded/);
    assert.equal(JSON.parse(answer.text).status, 'failure');
});

test('a change that runs past its time is undone as a whole', async () => {
    const [limit] = await world.list('sys_properties', 'name=stead.rest.max_seconds');
    const id = limit?.sys_id?.value ?? '';
    await world.admin.update('sys_properties', id, { value: '1' });
    const row = await world.admin.create('sys_script', {
        name: 'Takes its time',
        collection: 'problem',
        when: 'after',
        action_insert: 'true',
        active: 'true',
        script: "var end = Date.now() + 1200; while (Date.now() < end) {} new GlideRecord('incident').insert();",
    });

    const answer = await world.as(modest).post(problems, { short_description: 'Too slow' });
    await world.admin.delete(`/api/now/table/sys_script/${row.sys_id?.value}`);
    await world.admin.update('sys_properties', id, { value: '60' });

    assert.equal(answer.status, 500);
    assert.equal(answer.error?.message, 'Transaction cancelled: maximum execution time exceeded');
    assert.deepEqual(await world.list('problem', 'short_description=Too slow'), []);
});
