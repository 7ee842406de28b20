// What sysparm_query promises beyond the shared vectors.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Client, type Person, start, type World } from '#support';

const me = '90d1921e5f510100a9ad2572f2b477fe';
const olderMe = '54635e965f510100a9ad2572f2b4774c';
const myGroups = 'd6435e965f510100a9ad2572f2b47744';
const property = 'glide.invalid_query.returns_no_rows';

let world: World;
let iris: Person, otto: Person;

before(async () => {
    world = await start();
    iris = await world.user('iris.itil', { roles: ['itil'] });
    otto = await world.user('otto.outside');
    const group = await world.admin.create('sys_user_group', { name: 'Night watch' });
    await world.admin.create('sys_user_grmember', {
        user: iris.sys_id,
        group: group.sys_id.value,
    });
});

async function found(client: Client, table: string, query: string): Promise<string[]> {
    const answer = await client.get<{ sys_id: string; name?: string }[]>(
        `/api/now/table/${table}`,
        { sysparm_query: query, sysparm_fields: 'sys_id,name' },
    );
    assert.equal(answer.status, 200, answer.text);
    return answer.result.map((row) => row.name || row.sys_id);
}

// A GET too long for an address of its own.
async function batched(client: Client, table: string, query: string) {
    const url = `/api/now/table/${table}?sysparm_fields=user_name&sysparm_query=`;
    const answer = await client.send('POST', '/api/now/v1/batch', {
        batch_request_id: '1',
        rest_requests: [
            { id: '1', method: 'GET', url: url + encodeURIComponent(query), headers: [] },
        ],
    });
    assert.equal(answer.status, 200, answer.text);
    const [part] = JSON.parse(answer.text).serviced_requests;
    const body = JSON.parse(Buffer.from(part.body, 'base64').toString());
    return { status: part.status_code as number, body };
}

async function strictly(work: () => Promise<void>): Promise<void> {
    const [known] = await world.list('sys_properties', `name=${property}`);
    const change = (value: string) =>
        known
            ? world.admin.patch(`/api/now/table/sys_properties/${known.sys_id.value}`, { value })
            : world.admin.create('sys_properties', { name: property, value });
    await change('true');
    try {
        await work();
    } finally {
        const [made] = await world.list('sys_properties', `name=${property}`);
        await world.admin.patch(`/api/now/table/sys_properties/${made?.sys_id.value}`, {
            value: 'false',
        });
    }
}

test('dynamic filters mean the person who asks', async () => {
    for (const id of [me, olderMe])
        assert.deepEqual(await found(world.as(iris), 'sys_user', `sys_idDYNAMIC${id}`), [
            'Iris Itil',
        ]);
    const groups = await found(world.as(iris), 'sys_user_group', `sys_idDYNAMIC${myGroups}`);
    assert.deepEqual(groups, ['Night watch']);
});

test('2300 unknown conditions and one that is known find one row, or none when asked to', async () => {
    const unknown = Array.from({ length: 2300 }, (_, i) => `u_nothing_${i}=${i}`);
    const query = [...unknown, 'user_name=iris.itil'].join('^');

    const { status, body } = await batched(world.admin, 'sys_user', query);

    assert.equal(status, 200);
    assert.deepEqual(body.result, [{ user_name: 'iris.itil' }]);
    await strictly(async () => {
        assert.deepEqual((await batched(world.admin, 'sys_user', query)).body.result, []);
    });
});

test('thousands of values are one list', async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `user_name=x${i}`);

    const { body } = await batched(
        world.admin,
        'sys_user',
        [...names, 'user_name=iris.itil'].join('^OR'),
    );

    assert.deepEqual(body.result, [{ user_name: 'iris.itil' }]);
});

test('a query that asks too much is refused in words', async () => {
    const ranges = Array.from({ length: 5000 }, (_, i) => `user_nameBETWEENa${i}@b${i}`);

    const { status, body } = await batched(world.admin, 'sys_user', ranges.join('^OR'));

    assert.equal(status, 400);
    assert.deepEqual(body.error, {
        message: 'Invalid query parameter',
        detail: 'The query has too many conditions',
    });
});

test('a question about a field that may not be read is refused', async () => {
    for (const query of [
        'user_passwordISNOTEMPTY',
        'ORDERBYuser_password',
        'GROUPBYuser_password',
    ]) {
        const answer = await world
            .as(iris)
            .get('/api/now/table/sys_user', { sysparm_query: query });
        assert.equal(answer.status, 403, query);
        assert.deepEqual(answer.error, {
            message: 'Insufficient rights to query records',
            detail: 'Field(s) present in the query do not have permission to be read',
        });
    }
});

test('a text search puts what fits best first', async () => {
    const say = (short_description: string) =>
        world.admin.create('incident', { short_description });
    await say('The zephyr valve by the door, after the long weekend, makes a noise');
    await say('Zephyr zephyr zephyr');
    await say('A zephyr valve');
    const titles = async (query: string) => {
        const answer = await world.admin.get<{ short_description: string }[]>(
            '/api/now/table/incident',
            { sysparm_query: query, sysparm_fields: 'short_description' },
        );
        return answer.result.map((row) => row.short_description.slice(0, 8));
    };

    assert.deepEqual(await titles('123TEXTQUERY321=zephyr'), ['Zephyr z', 'A zephyr', 'The zeph']);
    assert.deepEqual(await titles('keywords=zephyr^short_descriptionLIKEvalve'), [
        'A zephyr',
        'The zeph',
    ]);
    assert.deepEqual(await titles('GOTO123TEXTQUERY321=zephyr^ORDERBYshort_description'), [
        'A zephyr',
        'The zeph',
        'Zephyr z',
    ]);
    assert.deepEqual(await titles('123TEXTQUERY321=zephyr weekend'), ['The zeph']);
});

describe('scripts in values', () => {
    const periods = [
        ...[
            'Today',
            'Yesterday',
            'Tomorrow',
            'CurrentHour',
            'LastHour',
            'Last2Hours',
            'OneYearAgo',
        ],
        ...['CurrentMinute', 'LastMinute', 'Last15Minutes', 'Last30Minutes', 'Last45Minutes'],
        ...['This', 'Last', 'Next'].flatMap((one) =>
            ['Week', 'Month', 'Quarter', 'Year'].map((unit) => one + unit),
        ),
        ...[7, 30, 60, 90, 120].map((count) => `Last${count}Days`),
        ...[3, 6, 9, 12].map((count) => `Last${count}Months`),
        ...['Last2Quarters', 'Next2Quarters', 'Last2Years'],
    ].flatMap((one) => [`gs.beginningOf${one}()`, `gs.endOf${one}()`]);
    const ago = ['minutes', 'hours', 'days', 'months', 'quarters', 'years'].flatMap((unit) => [
        `gs.${unit}Ago(2)`,
        `gs.${unit}AgoStart(-1)`,
        `gs.${unit}AgoEnd(0)`,
    ]);
    const others = [
        'gs.getUserID()',
        'gs.getUserName()',
        'gs.getUserDisplayName()',
        "gs.getUser().getRecord().getValue('sys_id')",
        'gs.now()',
        'gs.nowDateTime()',
        "gs.dateGenerate('2026-01-31','12:30:00')",
        "gs.dateGenerate('2026-01-31','start')",
        "gs.dateGenerate('2026-01-31','end')",
        "gs.datePart('dayofweek','monday','EE')",
        "gs.dateDiff('2026-01-01 00:00:00','2026-01-02 00:00:00',true)",
    ];
    const refused = [
        "gs.getProperty('instance_name')",
        "gs.setProperty('a','b')",
        "new GlideRecord('sys_user').deleteMultiple()",
        "(function(){return 'x'})()",
        "gs['getUserID']()",
        "eval('1')",
        "gs.eventQueue('x')",
        "gs.getUserID();gs.log('x')",
        "gs.getUser().getRecord().setValue('a','b')",
        'gs.getUser().getRecord().update()',
        'GlideSystem',
        'gs.daysAgo(gs.daysAgo(1))',
        'gs.getSession().getSessionToken()',
    ];

    test('are evaluated when they are on the list, and drop their condition otherwise', async () => {
        const client = world.as(iris);
        const one = (script: string) => `user_name=iris.itil^email!=javascript:${script}`;
        await strictly(async () => {
            for (const script of [...periods, ...ago, ...others])
                assert.deepEqual(
                    await found(client, 'sys_user', one(script)),
                    ['Iris Itil'],
                    script,
                );
            for (const script of refused)
                assert.deepEqual(await found(client, 'sys_user', one(script)), [], script);
        });
        for (const script of refused)
            assert.deepEqual(await found(client, 'sys_user', one(script)), ['Iris Itil'], script);
    });

    test('answer in the zone of the person who asks', async () => {
        await world.time('2026-03-17 23:30:00');
        const prague = await world.user('petra.prague', {
            roles: ['itil'],
            fields: { time_zone: 'Europe/Prague' },
        });
        const lima = await world.user('luis.lima', {
            roles: ['itil'],
            fields: { time_zone: 'America/Lima' },
        });
        const made = 'user_name=petra.prague^sys_created_on';
        const today = 'ONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()';

        for (const person of [prague, lima])
            assert.equal((await found(world.as(person), 'sys_user', made + today)).length, 1);
        await world.time('2026-03-18 06:00:00');
        assert.equal((await found(world.as(prague), 'sys_user', made + today)).length, 1);
        assert.equal((await found(world.as(lima), 'sys_user', made + today)).length, 0);
    });

    test('that answer nothing find nothing', async () => {
        const query = 'user_name=iris.itil^manager=javascript:gs.getUser().getCompanyID()';
        assert.deepEqual(await found(world.as(otto), 'sys_user', query), []);
    });
});
