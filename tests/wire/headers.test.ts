// rest-api.md §1.1, §1.6 and §1.8: methods, headers of requests and answers, short addresses.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { asAdmin, raw } from './raw.ts';

const incidents = '/api/now/table/incident';
let world: World;
let other: Person;

before(async () => {
    world = await start({ args: ['--trusted-proxies', '127.0.0.1'] });
    other = await world.user('olga.brandt', { roles: ['itil'] });
    for (let i = 0; i < 5; ++i) await world.admin.create('incident', { urgency: '1' });
});

function send(method: string, path: string, headers: Record<string, string> = {}, body = '') {
    return raw(world.base, method, path, { ...asAdmin, ...headers }, body);
}

function links(header: string | string[] | undefined): Record<string, URL> {
    const found: Record<string, URL> = {};
    for (const [, url = '', rel = ''] of String(header ?? '').matchAll(/<([^>]*)>;rel="([^"]*)"/g))
        found[rel] = new URL(url);
    return found;
}

test('HEAD has the status and the headers of GET, and no body', async () => {
    const path = `${incidents}?sysparm_limit=2`;
    const get = await send('GET', path);
    const head = await send('HEAD', path);

    assert.equal(head.status, 200);
    assert.equal(head.text, '');
    for (const name of ['content-type', 'content-length', 'x-total-count', 'link'])
        assert.equal(head.headers[name], get.headers[name], name);
    assert.equal((await send('HEAD', `${incidents}/0`)).status, 404);
});

for (const method of ['PATCH', 'PUT', 'DELETE']) {
    test(`a POST may stand for ${method}`, async () => {
        const row = await world.admin.create('incident', {});
        const path = `${incidents}/${row.sys_id.value}`;

        const answer = await send(
            'POST',
            path,
            { 'x-http-method-override': method },
            '{"urgency":"3"}',
        );

        assert.equal(answer.status, method === 'DELETE' ? 204 : 200);
        const [after] = await world.list('incident', `sys_id=${row.sys_id.value}`);
        assert.equal(after?.urgency?.value, method === 'DELETE' ? undefined : '3');
    });
}

test('X-no-response-body leaves the status and Location, and nothing else', async () => {
    const quiet = { 'x-no-response-body': 'true' };

    const created = await send('POST', incidents, quiet, '{}');
    const read = await send('GET', incidents, quiet);
    const refused = await send('GET', `${incidents}/0`, quiet);

    assert.equal(created.status, 201);
    assert.equal(created.text, '');
    assert.match(String(created.headers.location), /\/api\/now\/table\/incident\/[0-9a-f]{32}$/);
    assert.equal(read.status, 200);
    assert.equal(read.text, '');
    assert.equal(JSON.parse(refused.text).status, 'failure');
});

test('what rules say to the person comes beside the result when it is asked for', async () => {
    await world.admin.create('sys_script', {
        name: 'Says something',
        collection: 'incident',
        when: 'before',
        active: true,
        action_insert: true,
        filter_condition: 'short_description=speak^EQ',
        script: "gs.addInfoMessage('Noted'); gs.addErrorMessage('But late');",
    });
    const wants = { 'x-wantsessionnotificationmessages': 'true' };
    const body = '{"short_description":"speak"}';

    const asked = JSON.parse((await send('POST', incidents, wants, body)).text);
    const silent = JSON.parse((await send('POST', incidents, {}, body)).text);
    const debug = JSON.parse(
        (await send('POST', incidents, { 'x-wantsessiondebugmessages': 'true' }, body)).text,
    );

    assert.deepEqual(asked.session, {
        notifications: [
            { type: 'info', line: 'Noted' },
            { type: 'error', line: 'But late' },
        ],
        debug_logs: [],
    });
    assert.equal(silent.session, undefined);
    assert.deepEqual(debug.session, { notifications: [], debug_logs: [] });
});

test('a refusal carries what rules said as well', async () => {
    await world.admin.create('sys_script', {
        name: 'Refuses',
        collection: 'incident',
        when: 'before',
        active: true,
        action_insert: true,
        filter_condition: 'short_description=refuse^EQ',
        script: "gs.addErrorMessage('Never'); current.setAbortAction(true);",
    });

    const answer = await send(
        'POST',
        incidents,
        { 'x-wantsessionnotificationmessages': 'true' },
        '{"short_description":"refuse"}',
    );

    assert.equal(answer.status, 403);
    assert.deepEqual(JSON.parse(answer.text).session.notifications, [
        { type: 'error', line: 'Never' },
    ]);
});

test('every answer says that it must not be kept', async () => {
    for (const path of [
        incidents,
        `${incidents}/0`,
        '/api/now/nothing',
        '/api/now/table/nothing',
    ]) {
        const { headers } = await send('GET', path);
        assert.equal(headers['cache-control'], 'no-cache,no-store,must-revalidate,max-age=-1');
        assert.equal(headers.pragma, 'no-store,no-cache');
        assert.equal(headers.expires, '0');
        assert.equal(headers['x-content-type-options'], 'nosniff');
        assert.ok(headers['x-transaction-id']);
    }
});

test('a page links to the others and keeps all other parameters', async () => {
    const query = 'sysparm_query=urgency=1^ORDERBYsys_id&sysparm_fields=sys_id&x=a%26b';
    const first = links((await send('GET', `${incidents}?${query}&sysparm_limit=2`)).headers.link);
    const second = links(
        (await send('GET', `${incidents}?${query}&sysparm_limit=2&sysparm_offset=2`)).headers.link,
    );
    const last = links(
        (await send('GET', `${incidents}?${query}&sysparm_limit=2&sysparm_offset=4`)).headers.link,
    );

    assert.deepEqual(Object.keys(first), ['first', 'next', 'last']);
    assert.deepEqual(Object.keys(second), ['first', 'prev', 'next', 'last']);
    assert.deepEqual(Object.keys(last), ['first', 'prev', 'last']);
    const offsets = Object.values(second).map((url) => url.searchParams.get('sysparm_offset'));
    assert.deepEqual(offsets, ['0', '0', '4', '4']);
    for (const url of Object.values(second)) {
        assert.equal(url.origin, world.base);
        assert.equal(url.searchParams.get('sysparm_query'), 'urgency=1^ORDERBYsys_id');
        assert.equal(url.searchParams.get('sysparm_limit'), '2');
        assert.equal(url.searchParams.get('x'), 'a&b');
    }
});

test('a list without a limit links with the limit that it had', async () => {
    const { headers } = await send('GET', `${incidents}?sysparm_query=urgency=1`);

    assert.equal(links(headers.link).first?.searchParams.get('sysparm_limit'), '10000');
});

test('a suppressed pagination header leaves the count', async () => {
    const { headers } = await send(
        'GET',
        `${incidents}?sysparm_query=urgency=1&sysparm_limit=1&sysparm_suppress_pagination_header=True`,
    );

    assert.equal(headers.link, undefined);
    assert.equal(headers['x-total-count'], '5');
});

test('sysparm_no_count leaves the count out', async () => {
    const { headers } = await send('GET', `${incidents}?sysparm_limit=1&sysparm_no_count=TRUE`);

    assert.equal(headers['x-total-count'], undefined);
});

test('a long address gets only the link that leads on', async () => {
    const { headers } = await send(
        'GET',
        `${incidents}?sysparm_query=urgency=1&sysparm_limit=2&x=${'y'.repeat(3000)}`,
    );

    assert.deepEqual(Object.keys(links(headers.link)), ['next']);
});

for (const version of ['', '/v1', '/v2']) {
    test(`Location and links keep the version segment "${version}"`, async () => {
        const path = `/api/now${version}/table/incident`;
        const created = await send('POST', path, {}, '{"company":""}');
        const { sys_id } = JSON.parse(created.text).result;
        const read = await send('GET', `${path}/${sys_id}`);

        assert.equal(created.headers.location, `${world.base}${path}/${sys_id}`);
        assert.equal(
            JSON.parse(read.text).result.opened_by.link.startsWith(
                `${world.base}/api/now${version}/table/sys_user/`,
            ),
            true,
        );
    });
}

test('links name the host that the caller used', async () => {
    const host = `localhost:${new URL(world.base).port}`;

    const created = await send('POST', incidents, { host }, '{}');

    assert.ok(String(created.headers.location).startsWith(`http://${host}/api/now/table/`));
});

test('a trusted proxy says how the caller came', async () => {
    const created = await send(
        'POST',
        incidents,
        { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'service.example.com' },
        '{}',
    );

    assert.ok(String(created.headers.location).startsWith('https://service.example.com/api/now/'));
    assert.match(String(created.headers['strict-transport-security']), /max-age/);
});

test('glide.servlet.uri replaces the host where a property wants it', async () => {
    const property = async (name: string, value: string) => {
        const [row] = await world.list('sys_properties', `name=${name}`);
        await world.admin.update('sys_properties', row.sys_id.value, { value });
    };
    await property('glide.servlet.uri', 'https://public.example.com/');
    const before = await send('POST', incidents, {}, '{}');
    await property('glide.rest.replace_request_host_with_property', 'true');

    const after = await send('POST', incidents, {}, '{}');

    assert.ok(String(before.headers.location).startsWith(`${world.base}/api/now/table/incident/`));
    assert.ok(
        String(after.headers.location).startsWith('https://public.example.com/api/now/table/'),
    );
    await property('glide.rest.replace_request_host_with_property', 'false');
});

test('v1 answers an empty list with 404, v2 and no version with 200', async () => {
    const empty = '/table/incident?number=none';
    const v1 = await send('GET', `/api/now/v1${empty}`);

    assert.equal(v1.status, 404);
    assert.equal(JSON.parse(v1.text).error.message, 'No Record found');
    for (const version of ['', '/v2'])
        assert.equal((await send('GET', `/api/now${version}${empty}`)).text, '{"result":[]}');
});

test('a short address means the parameters that it was made of', async () => {
    const url = `${world.base}${incidents}?sysparm_query=urgency=1&sysparm_fields=number&sysparm_limit=2`;
    const made = await world.admin.post<string>('/api/now/tinyurl', { url });
    assert.equal(made.status, 200);
    assert.match(made.result, /^\/api\/now\/table\/incident\?sysparm_tiny=[0-9a-f]{32}$/);

    const short = await send('GET', made.result);
    const long = await send('GET', url.slice(world.base.length));

    assert.equal(short.text, long.text);
    assert.equal(short.headers['x-total-count'], '5');
    const next = links(short.headers.link).next;
    const second = await send('GET', `${next?.pathname}${next?.search}`);
    assert.equal(JSON.parse(second.text).result.length, 2);
    assert.notEqual(second.text, short.text);
});

test('a short address works for a record, and for attachments', async () => {
    const row = await world.admin.create('incident', {});
    const tiny = async (url: string) =>
        (await world.admin.post<string>('/api/now/tinyurl', { url })).result;

    const record = await send(
        'GET',
        await tiny(`${world.base}${incidents}/${row.sys_id.value}?sysparm_fields=number`),
    );
    const files = await send(
        'GET',
        await tiny(`${world.base}/api/now/attachment?sysparm_query=table_name=none`),
    );

    assert.deepEqual(JSON.parse(record.text).result, { number: row.number.value });
    assert.deepEqual(JSON.parse(files.text).result, []);
});

test('a short address of somebody else is not found', async () => {
    const made = await world.admin.post<string>('/api/now/tinyurl', {
        url: `${world.base}${incidents}?sysparm_query=number=INC1`,
    });

    const answer = await world.as(other).get(made.result);
    const unknown = await send('GET', `${incidents}?sysparm_tiny=nonsense`);

    assert.equal(answer.status, 404);
    assert.equal(unknown.status, 404);
});
