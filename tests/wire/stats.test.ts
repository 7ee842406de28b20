import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, start, type World } from '#support';

type Shown = string | { display_value: string; value: string };
interface Stats {
    stats: { count?: string } & Record<string, Record<string, Shown>>;
    groupby_fields?: { field: string; value: string; display_value?: string }[];
}

const path = '/api/now/stats/u_sale';
let world: World;
let mill: Person, nobody: Person;

before(async () => {
    world = await start();
    await world.admin.create('sys_db_object', { name: 'u_sale', label: 'Sale' });
    for (const [element, internal_type, more] of [
        ['u_region', 'string', { max_length: '40', display: 'true' }],
        ['u_pieces', 'integer', {}],
        ['u_amount', 'decimal', {}],
        ['u_spent', 'glide_duration', {}],
        ['u_day', 'glide_date_time', {}],
        ['u_paid', 'boolean', {}],
        ['u_seller', 'reference', { reference: 'sys_user' }],
        ['u_margin', 'integer', {}],
    ] as const)
        await world.admin.create('sys_dictionary', {
            name: 'u_sale',
            element,
            internal_type,
            column_label: element,
            ...more,
        });
    mill = await world.user('mill.north', { roles: ['itil'], fields: { time_zone: 'UTC' } });
    nobody = await world.user('nora.body');
    const acl = async (name: string, fields: Record<string, string>, role: string) => {
        const rule = await world.admin.create('sys_security_acl', {
            name,
            type: 'record',
            operation: 'read',
            active: 'true',
            ...fields,
        });
        const [found] = await world.list('sys_user_role', `name=${role}`);
        await world.admin.create('sys_security_acl_role', {
            sys_security_acl: rule.sys_id.value,
            sys_user_role: found?.sys_id.value,
        });
    };
    await acl('u_sale', { condition: 'u_region!=east^ORu_regionISEMPTY' }, 'itil');
    await acl('u_sale.u_margin', {}, 'admin');
    const sale = (u_region: string, u_pieces: string, u_amount: string, more = {}) =>
        world.admin.create('u_sale', { u_region, u_pieces, u_amount, u_margin: '9', ...more });
    await sale('north', '1', '1.5', {
        u_spent: '1970-01-01 01:00:00',
        u_day: '2026-01-02 03:04:05',
        u_seller: mill.sys_id,
        u_paid: 'true',
    });
    await sale('north', '2', '2.25', { u_spent: '1970-01-01 02:00:00' });
    await sale('south', '3', '4', { u_day: '2026-05-06 07:08:09' });
    await sale('east', '40', '1000', { u_day: '2030-01-01 00:00:00' });
    await sale('', '5', '0');
});

async function asked(client: Client, query: Record<string, string>): Promise<unknown> {
    const answer = await client.get<Stats>(path, query);
    return client.expect(answer, 200).result;
}

test('a count is text in an object', async () => {
    assert.deepEqual(await asked(world.admin, { sysparm_count: 'true' }), {
        stats: { count: '5' },
    });
});

test('sums are as stored and averages have four decimals, only what was asked is answered', async () => {
    const answer = await asked(world.admin, {
        sysparm_query: 'u_region=north',
        sysparm_sum_fields: 'u_pieces,u_amount',
        sysparm_avg_fields: 'u_pieces',
        sysparm_min_fields: 'u_amount',
        sysparm_max_fields: 'u_day, u_amount',
    });
    assert.deepEqual(answer, {
        stats: {
            sum: { u_pieces: '3', u_amount: '3.75' },
            avg: { u_pieces: '1.5000' },
            min: { u_amount: '1.5' },
            max: { u_day: '2026-01-02 03:04:05', u_amount: '2.25' },
        },
    });
});

test('durations add up to durations, and texts to nothing', async () => {
    const answer = await asked(world.admin, {
        sysparm_sum_fields: 'u_spent,u_region',
        sysparm_avg_fields: 'u_spent',
    });
    assert.deepEqual(answer, {
        stats: {
            sum: { u_spent: '1970-01-01 03:00:00', u_region: '' },
            avg: { u_spent: '1970-01-01 01:30:00' },
        },
    });
});

test('where nothing matches there is only the count, and grouped nothing at all', async () => {
    const query = {
        sysparm_query: 'u_region=west',
        sysparm_count: 'true',
        sysparm_avg_fields: 'u_pieces',
    };
    assert.deepEqual(await asked(world.admin, query), { stats: { count: '0' } });
    assert.deepEqual(await asked(world.admin, { ...query, sysparm_group_by: 'u_region' }), []);
});

test('groups come as a list with the empty one as empty text', async () => {
    const answer = await asked(world.admin, {
        sysparm_count: 'true',
        sysparm_group_by: 'u_region',
    });
    const group = (count: string, value: string) => ({
        stats: { count },
        groupby_fields: [{ field: 'u_region', value }],
    });
    assert.deepEqual(answer, [
        group('1', ''),
        group('1', 'east'),
        group('2', 'north'),
        group('1', 'south'),
    ]);
});

test('groups may walk to other tables and show what people read', async () => {
    const query = { sysparm_count: 'true', sysparm_query: 'u_sellerISNOTEMPTY' };
    const groups = async (more: Record<string, string>) =>
        ((await asked(world.admin, { ...query, ...more })) as Stats[])[0]?.groupby_fields;

    assert.deepEqual(await groups({ sysparm_group_by: 'u_seller.user_name,u_paid' }), [
        { field: 'u_seller.user_name', value: 'mill.north' },
        { field: 'u_paid', value: 'true' },
    ]);
    assert.deepEqual(
        await groups({ sysparm_group_by: 'u_seller', sysparm_display_value: 'true' }),
        [{ field: 'u_seller', value: 'Mill North' }],
    );
    assert.deepEqual(await groups({ sysparm_group_by: 'u_seller', sysparm_display_value: 'all' }), [
        { field: 'u_seller', value: mill.sys_id, display_value: 'Mill North' },
    ]);
});

test('smallest and largest values are shown in the way that was asked for', async () => {
    await world.admin.update('sys_user', mill.sys_id, { time_zone: 'Asia/Tokyo' });
    const query = { sysparm_query: 'u_region=south', sysparm_max_fields: 'u_day' };

    const shown = await asked(world.as(mill), { ...query, sysparm_display_value: 'true' });
    const both = await asked(world.as(mill), { ...query, sysparm_display_value: 'all' });

    assert.deepEqual(shown, { stats: { max: { u_day: '2026-05-06 16:08:09' } } });
    assert.deepEqual(both, {
        stats: {
            max: { u_day: { display_value: '2026-05-06 16:08:09', value: '2026-05-06 07:08:09' } },
        },
    });
});

test('having keeps groups, order arranges them', async () => {
    const regions = async (query: Record<string, string>) =>
        ((await asked(world.admin, { sysparm_group_by: 'u_region', ...query })) as Stats[]).map(
            (group) => group.groupby_fields?.[0]?.value,
        );

    assert.deepEqual(await regions({ sysparm_having: 'count^u_region^=^2' }), ['north']);
    assert.deepEqual(await regions({ sysparm_having: 'sum^u_amount^>=^4,count^u_region^<^2' }), [
        'east',
        'south',
    ]);
    assert.deepEqual(await regions({ sysparm_order_by: 'u_region^DESC' }), [
        'south',
        'north',
        'east',
        '',
    ]);
    assert.deepEqual(await regions({ sysparm_order_by: 'COUNT^DESC,SUM^u_amount' }), [
        'north',
        '',
        'south',
        'east',
    ]);
    assert.deepEqual(await regions({ sysparm_order_by: 'AVG^u_pieces', sysparm_limit: '2' }), [
        'north',
        'south',
    ]);
});

test('field=value narrows the rows as in a list', async () => {
    const query = { u_region: 'north', sysparm_count: 'true' };
    assert.deepEqual(await asked(world.admin, query), { stats: { count: '2' } });
});

test('numbers are made only of rows that the caller may read', async () => {
    const query = {
        sysparm_count: 'true',
        sysparm_max_fields: 'u_pieces',
        sysparm_sum_fields: 'u_amount',
    };
    assert.deepEqual(await asked(world.as(mill), query), {
        stats: { count: '4', sum: { u_amount: '7.75' }, max: { u_pieces: '5' } },
    });
    assert.deepEqual(await asked(world.as(nobody), query), { stats: { count: '0' } });
    assert.deepEqual(await asked(world.as(nobody), { ...query, sysparm_group_by: 'u_region' }), []);
});

test('a field that the caller may not read gives nothing away', async () => {
    for (const query of [
        { sysparm_max_fields: 'u_margin' },
        { sysparm_sum_fields: 'u_margin' },
        { sysparm_group_by: 'u_margin' },
        { sysparm_group_by: 'u_region', sysparm_having: 'max^u_margin^>^5' },
        { sysparm_group_by: 'u_region', sysparm_order_by: 'MAX^u_margin' },
        { sysparm_min_fields: 'u_seller.user_password' },
    ]) {
        const answer = await world.as(mill).get(path, query);
        assert.equal(answer.status, 403, JSON.stringify(query));
        assert.deepEqual(answer.error, {
            message: 'Insufficient rights to query records',
            detail: 'Field(s) present in the query do not have permission to be read',
        });
    }
});

test('all versions and HEAD answer, other methods and tables do not', async () => {
    for (const version of ['', '/v1', '/v2']) {
        const answer = await world.admin.get(`/api/now${version}/stats/u_sale`, {
            sysparm_count: 'True',
        });
        assert.equal(answer.text, '{"result":{"stats":{"count":"5"}}}');
    }
    assert.equal((await world.admin.send('HEAD', path)).status, 200);
    assert.equal((await world.admin.post(path, {})).status, 405);
    const unknown = await world.admin.get('/api/now/stats/u_nothing');
    assert.equal(unknown.status, 400);
    assert.equal(unknown.error?.message, 'Invalid table u_nothing');
    assert.equal((await world.as().get(path)).status, 401);
});

test('nonsense is refused in words or ignored, never a fault', async () => {
    const status = async (query: Record<string, string>) =>
        (await world.admin.get(path, query)).status;

    assert.equal(await status({ sysparm_having: 'count^u_region^=' }), 400);
    assert.equal(await status({ sysparm_having: 'count^u_region^;DROP^1' }), 400);
    assert.equal(await status({ sysparm_having: 'sum^u_pieces^=^many' }), 400);
    assert.equal(await status({ sysparm_having: 'max^u_nothing^=^1' }), 400);
    assert.equal(await status({ sysparm_group_by: 'u_region', sysparm_order_by: 'u_pieces' }), 400);
    assert.equal(await status({ sysparm_group_by: 'u_region', sysparm_limit: '-1' }), 400);
    assert.deepEqual(
        await asked(world.admin, {
            sysparm_sum_fields: 'u_nothing,,"); DROP TABLE u_sale',
            sysparm_order_by: '^^,DESC,^DESC',
            sysparm_having: ',',
            sysparm_count: '',
        }),
        { stats: {} },
    );
    assert.deepEqual(await asked(world.admin, { sysparm_having: 'max^u_region^>^zzz' }), {
        stats: {},
    });
});
