import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, permissions, start, type World } from '#support';

let world: World;
let reader: Person;
let writer: Person;
let employee: Person;

before(async () => {
    world = await start({ plugins: ['com.snc.problem'] });
    reader = await world.user('rita.reads', { roles: ['sn_problem_read'] });
    writer = await world.user('walt.writes', { roles: ['sn_problem_write'] });
    employee = await world.user('emil.only');
});

test('a problem is numbered, changed, closed and deleted', async () => {
    const made = await world.as(writer).create('problem', { short_description: 'Relay is stuck' });
    const id = made.sys_id.value;

    assert.match(made.number.value, /^PRB\d{7}$/);
    const closed = await world.as(writer).update('problem', id, { state: '107' });
    assert.equal(closed.active.value, 'false');
    assert.equal((await world.admin.delete(`/api/now/table/problem/${id}`)).status, 204);
});

permissions(
    () => world,
    'who works with problems',
    () => ({
        personas: { nobody: undefined, reader, writer, employee },
        operations: {
            'lists them': (client) => client.get('/api/now/table/problem'),
            'makes one': (client) =>
                client.post('/api/now/table/problem', { short_description: 'New' }),
        },
        expect: {
            nobody: { 'lists them': 401, 'makes one': 401 },
            reader: { 'lists them': 200, 'makes one': 403 },
            writer: { 'lists them': 200, 'makes one': 201 },
            employee: { 'lists them': [], 'makes one': 403 },
        },
    }),
);
