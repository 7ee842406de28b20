import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, permissions, start, type World } from '#support';

let world: World;
let reader: Person;
let writer: Person;
let employee: Person;

before(async () => {
    world = await start({ plugins: ['com.snc.incident'] });
    reader = await world.user('rita.reads', { roles: ['sn_incident_read'] });
    writer = await world.user('walt.writes', { roles: ['sn_incident_write'] });
    employee = await world.user('emil.only');
});

test('an incident is numbered, changed, closed and deleted', async () => {
    const made = await world.as(writer).create('incident', { short_description: 'Relay is stuck' });
    const id = made.sys_id.value;

    assert.match(made.number.value, /^INC\d{7}$/);
    const closed = await world.as(writer).update('incident', id, { state: '7' });
    assert.equal(closed.active.value, 'false');
    assert.equal((await world.admin.delete(`/api/now/table/incident/${id}`)).status, 204);
});

permissions(
    () => world,
    'who works with incidents',
    () => ({
        personas: { nobody: undefined, reader, writer, employee },
        operations: {
            'lists them': (client) => client.get('/api/now/table/incident'),
            'makes one': (client) =>
                client.post('/api/now/table/incident', { short_description: 'New' }),
        },
        expect: {
            nobody: { 'lists them': 401, 'makes one': 401 },
            reader: { 'lists them': 200, 'makes one': 403 },
            writer: { 'lists them': 200, 'makes one': 201 },
            employee: { 'lists them': [], 'makes one': 403 },
        },
    }),
);
