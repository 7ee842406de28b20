// rest-api.md §1.5 and §1.1: every refusal with its status and its exact words.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { asAdmin, raw } from './raw.ts';

const missing = '0123456789abcdef0123456789abcdef';
let world: World;
let clerk: Person;

before(async () => {
    world = await start();
    clerk = await world.user('carl.clerk', { roles: ['sn_incident_read'] });
});

interface Envelope {
    error: { message: string; detail: string | null };
    status: string;
}

function envelope(text: string): Envelope {
    const body = JSON.parse(text) as Envelope;
    assert.deepEqual(Object.keys(body), ['error', 'status']);
    assert.deepEqual(Object.keys(body.error), ['message', 'detail']);
    assert.equal(body.status, 'failure');
    return body;
}

function send(method: string, path: string, headers: Record<string, string> = {}, body = '') {
    return raw(world.base, method, path, { ...asAdmin, ...headers }, body);
}

for (const method of ['GET', 'POST']) {
    test(`${method} on a table that does not exist is 400, not 404`, async () => {
        const answer = await send(method, '/api/now/table/u_nothing');

        assert.equal(answer.status, 400);
        assert.deepEqual(envelope(answer.text).error, {
            message: 'Invalid table u_nothing',
            detail: null,
        });
    });
}

for (const path of [
    '/api/now/nothing',
    '/api/now/v3/table/incident',
    '/api/now/table',
    '/api/now/table/incident/a/b',
    '/api/other/thing',
]) {
    test(`${path} is no resource`, async () => {
        const answer = await send('GET', path);

        assert.equal(answer.status, 400);
        assert.equal(
            envelope(answer.text).error.message,
            'Requested URI does not represent any resource',
        );
    });
}

for (const body of ['{"urgency":', 'urgency', '["1"]', '"text"', '{"a":1} b', '[]']) {
    test(`the body ${body} cannot be read`, async () => {
        const answer = await send('POST', '/api/now/table/incident', {}, body);

        assert.equal(answer.status, 400);
        const { error } = envelope(answer.text);
        assert.equal(error.message, 'Exception while reading request');
        assert.ok(error.detail);
    });
}

test('a body beyond the limit is named with both sizes', async () => {
    const body = JSON.stringify({ description: 'x'.repeat(10 * 1024 * 1024) });

    const answer = await send('POST', '/api/now/table/incident', {}, body);

    assert.equal(answer.status, 400);
    assert.deepEqual(envelope(answer.text).error, {
        message: 'Exception while reading request',
        detail: `Rejected large REST payload with content-length = ${body.length} bytes. Max allowed: 10485760 bytes.`,
    });
});

test('the limit of a body is a property', async () => {
    const [row] = await world.list('sys_properties', 'name=glide.rest.max_content_length');
    await world.admin.update('sys_properties', row.sys_id.value, { value: '1' });
    const body = JSON.stringify({ description: 'x'.repeat(1024 * 1024) });

    const answer = await send('POST', '/api/now/table/incident', {}, body);

    assert.equal(answer.status, 400);
    assert.match(envelope(answer.text).error.detail ?? '', /Max allowed: 1048576 bytes/);
    await world.admin.update('sys_properties', row.sys_id.value, { value: '10' });
});

for (const parameter of ['sysparm_limit=-1', 'sysparm_offset=-1', 'sysparm_limit=many']) {
    test(`${parameter} is refused`, async () => {
        const answer = await send('GET', `/api/now/table/incident?${parameter}`);

        assert.equal(answer.status, 400);
        assert.equal(envelope(answer.text).error.message, 'Invalid query parameter');
    });
}

for (const [who, authorization] of [
    ['nobody', undefined],
    ['a wrong password', `Basic ${Buffer.from('admin:wrong').toString('base64')}`],
    ['an unknown user', `Basic ${Buffer.from('nemo:nemo').toString('base64')}`],
    ['an unknown token', 'Bearer 0123'],
    ['nonsense', 'Basic ###'],
] as const) {
    test(`${who} is told to sign in`, async () => {
        const answer = await raw(
            world.base,
            'GET',
            '/api/now/table/incident',
            authorization ? { authorization } : {},
        );

        assert.equal(answer.status, 401);
        const { error } = envelope(answer.text);
        assert.match(error.message, /not authenticated/i);
        assert.match(error.detail ?? '', /required to provide auth information/i);
        assert.equal(answer.headers['www-authenticate'], 'Basic realm="Service-now"');
    });
}

test('who may not write is refused with the words of the operation', async () => {
    const row = await world.admin.create('incident', {});
    const path = `/api/now/table/incident/${row.sys_id.value}`;
    const own = world.as(clerk);

    const answers = [
        ['Insert', await own.post('/api/now/table/incident', {})],
        ['Update', await own.patch(path, { urgency: '1' })],
        ['Delete', await own.delete(path)],
    ] as const;

    for (const [verb, answer] of answers) {
        assert.equal(answer.status, 403);
        assert.deepEqual(envelope(answer.text).error, {
            message: 'Operation Failed',
            detail: `ACL Exception ${verb} Failed due to security constraints`,
        });
    }
});

test('a rule that aborts is named with its sys_id', async () => {
    const rule = await world.admin.create('sys_script', {
        name: 'No trumpets',
        collection: 'incident',
        when: 'before',
        active: true,
        action_insert: true,
        filter_condition: 'short_descriptionLIKEtrumpet^EQ',
        abort_action: true,
    });

    const answer = await world.admin.post('/api/now/table/incident', {
        short_description: 'A trumpet is missing',
    });

    assert.equal(answer.status, 403);
    assert.deepEqual(envelope(answer.text).error, {
        message: 'Operation Failed',
        detail:
            `Operation against file 'incident' was aborted by Business Rule ` +
            `'No trumpets^${rule.sys_id.value}'. Business Rule Stack:No trumpets`,
    });
});

test('a mandatory column that is empty is named by its label', async () => {
    const answer = await world.admin.post('/api/now/table/sys_user_has_role', {});

    assert.equal(answer.status, 403);
    const { error } = envelope(answer.text);
    assert.equal(error.message, 'Operation Failed');
    assert.match(error.detail ?? '', /^Data Policy Exception:.*is mandatory/);
});

test('a query on a column that one may not read is refused', async () => {
    const answer = await world.as(clerk).get('/api/now/table/sys_user', {
        sysparm_query: 'failed_attempts>1',
    });

    assert.equal(answer.status, 403);
    assert.deepEqual(envelope(answer.text).error, {
        message: 'Insufficient rights to query records',
        detail: 'Field(s) present in the query do not have permission to be read',
    });
});

for (const id of [missing, 'INC0010001', missing.slice(1), `${missing}0`, 'x'.repeat(32)]) {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        test(`${method} of ${id} finds no record`, async () => {
            const answer = await send(method, `/api/now/table/incident/${id}`);

            assert.equal(answer.status, 404);
            assert.deepEqual(envelope(answer.text).error, {
                message: 'No Record found',
                detail: "Record doesn't exist or ACL restricts the record retrieval",
            });
        });
    }
}

test('a record that one may not read is not found either', async () => {
    const row = await world.admin.create('problem', {});

    const answer = await world.as(clerk).get(`/api/now/table/problem/${row.sys_id.value}`);

    assert.equal(answer.status, 404);
    assert.equal(answer.error?.message, 'No Record found');
});

test('another method names those that there are', async () => {
    const answer = await send('PUT', '/api/now/table/incident');

    assert.equal(answer.status, 405);
    assert.equal(envelope(answer.text).error.message, 'Method not supported');
    assert.match(answer.headers.allow ?? '', /GET/);
});

test('an address of 16 KiB is read, a longer one is 414 with an HTML page', async () => {
    const start =
        '/api/now/table/incident?sysparm_limit=1&sysparm_suppress_pagination_header=true&x=';
    const long = await send('GET', start + 'a'.repeat(16 * 1024 - start.length));
    const longer = await send('GET', start + 'a'.repeat(20_000));

    assert.equal(long.status, 200);
    assert.equal(longer.status, 414);
    assert.match(longer.text.split('\n')[0] ?? '', /^<.*html>/);
});
