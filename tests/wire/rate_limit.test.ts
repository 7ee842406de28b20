import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let mira: Person;
let role = '';
const incidents = '/api/now/table/incident';

before(async () => {
    world = await start();
    mira = await world.user('mira.limited', { roles: ['itil', 'task_editor'] });
    const [row] = await world.list('sys_user_role', 'name=itil');
    role = row?.sys_id?.value ?? '';
    await world.time(new Date('2031-05-05T10:10:00Z'), true);
});

async function rule(fields: Record<string, string | number>): Promise<string> {
    const row = await world.admin.create('sys_rate_limit_rules', {
        name: 'Test',
        api: '/api/now/table',
        table: 'incident',
        ...fields,
    });
    return row.sys_id?.value ?? '';
}

test('a caller without a rule is not limited and hears nothing of limits', async () => {
    const answer = await world.as(mira).get(incidents);

    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-ratelimit-limit'), null);
});

test('beyond the limit of the hour calls are 429, and the next hour begins anew', async () => {
    const id = await rule({ requests: 2 });

    const first = await world.as(mira).get(incidents);
    const second = await world.as(mira).get('/api/now/v2/table/incident');
    const third = await world.as(mira).get(incidents);

    assert.deepEqual([first.status, second.status, third.status], [200, 200, 429]);
    for (const { headers } of [first, third]) {
        assert.equal(headers.get('x-ratelimit-limit'), '2');
        assert.equal(headers.get('x-ratelimit-rule'), id);
        assert.equal(headers.get('x-ratelimit-reset'), String(Date.UTC(2031, 4, 5, 11) / 1000));
    }
    assert.equal(first.headers.get('retry-after'), null);
    assert.equal(third.headers.get('retry-after'), String(50 * 60));
    assert.deepEqual(third.error, {
        message: 'Rate limit exceeded',
        detail: 'Rate limit of 2 requests per hour for Table API exceeded',
    });

    await world.time(new Date('2031-05-05T11:00:00Z'), true);
    assert.equal((await world.as(mira).get(incidents)).status, 200);
    await world.admin.delete(`/api/now/table/sys_rate_limit_rules/${id}`);
});

test('the rule of the person counts before the lowest of the roles, and that before the one for all', async () => {
    const named = async () =>
        (await world.as(mira).get(incidents)).headers.get('x-ratelimit-limit');
    const [editor] = await world.list('sys_user_role', 'name=task_editor');
    await rule({ requests: 10 });
    assert.equal(await named(), '10');
    await rule({ requests: 50, role });
    assert.equal(await named(), '50');
    await rule({ requests: 40, role: editor?.sys_id?.value ?? '' });
    assert.equal(await named(), '40');
    await rule({ requests: 900, user: mira.sys_id });
    assert.equal(await named(), '900');
    await rule({ requests: 1, user: mira.sys_id, method: 'DELETE' });
    assert.equal(await named(), '900');
});

test('a switched-off rule limits nobody, and other tables are not counted', async () => {
    const olga = await world.user('olga.unlimited');
    for (const row of await world.list('sys_rate_limit_rules', 'name=Test'))
        await world.admin.update('sys_rate_limit_rules', row.sys_id?.value ?? '', {
            active: 'false',
        });

    const answer = await world.as(olga).get('/api/now/table/sys_user_group');

    assert.equal(answer.headers.get('x-ratelimit-limit'), null);
});

test('guests and people from outside are limited where files and articles are open to them', async () => {
    const rules = await world.list('sys_rate_limit_rules', 'requests=500');

    assert.equal(rules.length, 4);
    assert.deepEqual([...new Set(rules.map((row) => row.role?.display_value))].sort(), [
        'public',
        'snc_external',
    ]);
});

async function fromShop(method: string, headers: Record<string, string>) {
    const response = await fetch(world.base + incidents, { method, headers });
    await response.text();
    return response;
}

test('pages of another site call an API only where a rule says so', async () => {
    await world.admin.create('sys_cors_rule', {
        name: 'Shop',
        api: '/api/now/table',
        domain: 'https://*.shop.example',
        methods: 'GET,PATCH',
        headers: 'X-Total-Count',
        max_age: '600',
    });
    const origin = 'https://eu.shop.example';
    const question = { origin, 'access-control-request-method': 'PATCH' };

    const asked = await fromShop('OPTIONS', {
        ...question,
        'access-control-request-headers': 'authorization',
    });
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get('access-control-allow-origin'), origin);
    assert.equal(asked.headers.get('access-control-allow-methods'), 'GET,PATCH');
    assert.equal(asked.headers.get('access-control-allow-headers'), 'authorization');
    assert.equal(asked.headers.get('access-control-max-age'), '600');

    const read = await fromShop('GET', { origin });
    assert.equal(read.headers.get('access-control-allow-origin'), origin);
    assert.equal(read.headers.get('access-control-expose-headers'), 'X-Total-Count');
    assert.equal(read.headers.get('access-control-allow-credentials'), null);

    const foreign = [
        await fromShop('OPTIONS', { ...question, 'access-control-request-method': 'DELETE' }),
        await fromShop('OPTIONS', { ...question, origin: 'https://shop.example.evil' }),
        await fromShop('GET', { origin: 'https://evilshop.example' }),
        await fromShop('GET', { origin: 'http://eu.shop.example' }),
    ];
    for (const { headers } of foreign)
        assert.equal(headers.get('access-control-allow-origin'), null);
});
