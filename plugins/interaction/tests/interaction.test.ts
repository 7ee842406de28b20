import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, permissions, start, type World } from '#support';

let world: World;
let person: Person;
let outsider: Person;
let agent: Client;

before(async () => {
    world = await start({ plugins: ['com.glide.interaction'] });
    person = await world.user('ina.phone', { roles: ['interaction_agent'] });
    outsider = await world.user('otto.none');
    agent = world.as(person);
});

test('an interaction is new and numbered', async () => {
    const call = await agent.create('interaction', { type: 'phone' });

    assert.match(call.number.value, /^IMS\d{7}$/);
    assert.equal(call.state.value, 'new');
});

test('an interaction that has an agent is in progress', async () => {
    const call = await agent.create('interaction', { type: 'chat', assigned_to: person.sys_id });

    assert.equal(call.state.value, 'work_in_progress');
});

test('an interaction is closed only with a short description, and notes when', async () => {
    const call = await agent.create('interaction', { type: 'phone' });
    const path = `/api/now/table/interaction/${call.sys_id.value}`;
    const close = { state: 'closed_complete' };

    assert.equal((await agent.patch(path, close)).status, 403);
    const closed = await agent.update('interaction', call.sys_id.value, {
        ...close,
        short_description: 'Asked for the order number',
    });

    assert.notEqual(closed.closed_at.value, '');
});

permissions(
    () => world,
    'who works interactions',
    () => ({
        personas: { nobody: undefined, agent: person, employee: outsider },
        operations: {
            'lists them': (client) => client.get('/api/now/table/interaction'),
            'records one': (client) => client.post('/api/now/table/interaction', {}),
        },
        expect: {
            nobody: { 'lists them': 401, 'records one': 401 },
            agent: { 'lists them': 200, 'records one': 201 },
            employee: { 'lists them': [], 'records one': 403 },
        },
    }),
);
