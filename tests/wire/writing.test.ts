// rest-api.md §2.5: what a client may send, and what becomes of it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, start, type World } from '#support';

type Flat = Record<string, string>;
type Reference = { link: string; value: string };

const incidents = '/api/now/table/incident';
let world: World;
let admin: string;
let jana: Client; // in Tokyo, with formats of her own

before(async () => {
    world = await start();
    admin = (await world.person('admin')).sys_id;
    jana = world.as(
        await world.user('jana.tokyo', {
            roles: ['admin'],
            fields: {
                time_zone: 'Asia/Tokyo',
                date_format: 'dd/MM/yyyy',
                time_format: 'hh:mm:ss a',
            },
        }),
    );
});

async function made(body: unknown, query = {}, person = world.admin): Promise<Flat> {
    const answer = await person.post<Flat>(incidents, body, {
        sysparm_exclude_reference_link: 'true',
        ...query,
    });
    return person.expect(answer, 201).result;
}

for (const [sent, stored] of [
    ['text', 'text'],
    ['  kept as it is  ', '  kept as it is  '],
    [5, '5'],
    [1.5, '1.5'],
    [true, 'true'],
    [false, 'false'],
    [null, ''],
    ['', ''],
    [['a', 'b'], 'a,b'],
    ['nul\u0000byte', 'nulbyte'],
] as const) {
    test(`${JSON.stringify(sent)} on a string is stored as "${stored}"`, async () => {
        assert.equal((await made({ correlation_display: sent })).correlation_display, stored);
    });
}

for (const [sent, stored] of [
    [true, 'true'],
    ['true', 'true'],
    ['True', 'true'],
    [1, 'true'],
    ['1', 'true'],
    [false, 'false'],
    ['false', 'false'],
    [0, 'false'],
    [null, 'false'],
] as const) {
    test(`${JSON.stringify(sent)} on a boolean is ${stored}`, async () => {
        assert.equal((await made({ knowledge: sent })).knowledge, stored);
    });
}

test('null and "" clear a column', async () => {
    const row = await made({ correlation_id: 'x', correlation_display: 'y' });

    const { result } = await world.admin.patch<Flat>(`${incidents}/${row.sys_id}`, {
        correlation_id: null,
        correlation_display: '',
    });

    assert.equal(result.correlation_id, '');
    assert.equal(result.correlation_display, '');
});

test('an unknown column is ignored', async () => {
    const row = await made({ no_such_column: 'x', urgency: '1' });
    const changed = await world.admin.patch<Flat>(`${incidents}/${row.sys_id}`, { nothing: 1 });

    assert.equal(row.urgency, '1');
    assert.equal(row.no_such_column, undefined);
    assert.equal(changed.status, 200);
    assert.equal(changed.result.sys_mod_count, '0');
});

for (const sys_id of ['ABCDEF0123456789ABCDEF0123456789', 'abcdef9876543210abcdef9876543210']) {
    test(`the sys_id ${sys_id} is kept as it was given`, async () => {
        const row = await made({ sys_id });

        assert.equal(row.sys_id, sys_id);
        const read = await world.admin.get<Flat>(`${incidents}/${sys_id}`);
        assert.equal(read.result.sys_id, sys_id);
        assert.equal((await world.list('incident', `sys_id=${sys_id}`)).length, 1);
        const changed = await world.admin.patch<Flat>(`${incidents}/${sys_id}`, { urgency: '1' });
        assert.equal(changed.result.urgency, '1');
        assert.equal((await world.admin.post(incidents, { sys_id })).status, 403);
        assert.equal((await world.admin.delete(`${incidents}/${sys_id}`)).status, 204);
    });
}

test('a sys_id that is none is replaced, and one in an update is ignored', async () => {
    const row = await made({ sys_id: 'short' });
    const changed = await world.admin.patch<Flat>(`${incidents}/${row.sys_id}`, {
        sys_id: 'ffffffffffffffffffffffffffffffff',
        urgency: '1',
    });

    assert.match(row.sys_id ?? '', /^[0-9a-f]{32}$/);
    assert.equal(changed.result.sys_id, row.sys_id);
});

test('system columns are set by the server', async () => {
    const past = { sys_created_on: '2020-01-01 00:00:00', sys_created_by: 'x', sys_mod_count: '9' };
    const row = await made(past);
    const changed = await world.admin.put<Flat>(`${incidents}/${row.sys_id}`, {
        ...past,
        sys_updated_on: '2020-01-01 00:00:00',
        urgency: '1',
    });

    assert.equal(row.sys_created_by, 'admin');
    assert.equal(row.sys_mod_count, '0');
    assert.equal(changed.result.sys_created_on, row.sys_created_on);
    assert.equal(changed.result.sys_mod_count, '1');
    assert.notEqual(changed.result.sys_updated_on, '2020-01-01 00:00:00');
});

test('an identical write changes nothing', async () => {
    const row = await made({ urgency: '1' });
    const again = await world.admin.put<Flat>(`${incidents}/${row.sys_id}`, { urgency: '1' });

    assert.equal(again.status, 200);
    assert.equal(again.result.sys_mod_count, '0');
    assert.equal(again.result.sys_updated_on, row.sys_updated_on);
});

test('what a read gave may be sent back, references and all', async () => {
    const row = await made({ caller_id: admin, state: '2', short_description: 'Stale' });
    const path = `${incidents}/${row.sys_id}`;
    for (const mode of ['false', 'all']) {
        const { result } = await world.admin.get<Record<string, unknown>>(path, {
            sysparm_display_value: mode,
        });
        const answer = await world.admin.put<Record<string, string | Reference>>(path, result);

        assert.equal(answer.status, 200, answer.text);
        assert.equal((answer.result.caller_id as Reference).value, admin);
        assert.equal(answer.result.state, '2');
        assert.equal(answer.result.sys_mod_count, '0');
    }
});

for (const [what, caller_id] of [
    ['its sys_id', () => admin],
    ['an object with a value', () => ({ value: admin })],
    ['an object with link and value', () => ({ link: 'https://elsewhere/x', value: admin })],
    ['its display value', () => 'System Administrator'],
] as const) {
    test(`a reference may be named by ${what}`, async () => {
        assert.equal((await made({ caller_id: caller_id() })).caller_id, admin);
    });
}

test('text that names nobody is kept as it is, but not as display input', async () => {
    const display = { sysparm_input_display_value: 'true' };

    assert.equal((await made({ caller_id: 'Nemo' })).caller_id, 'Nemo');
    assert.equal((await made({ caller_id: 'Nemo' }, display)).caller_id, '');
});

for (const [sent, query] of [
    ['2', {}],
    [2, {}],
    ['In Progress', {}],
    ['In Progress', { sysparm_input_display_value: 'True' }],
    ['2', { sysparm_input_display_value: 'true' }],
] as const) {
    test(`a choice may be ${JSON.stringify(sent)} with ${JSON.stringify(query)}`, async () => {
        assert.equal((await made({ state: sent }, query)).state, '2');
    });
}

test('a value that a strict list does not have is refused, unless a property allows it', async () => {
    const refused = await world.admin.post(incidents, { category: 'weather' });
    const [property] = await world.list(
        'sys_properties',
        'name=glide.rest.choice.allow_non_existing_value',
    );
    await world.admin.update('sys_properties', property.sys_id.value, { value: 'true' });

    assert.equal(refused.status, 403);
    assert.equal(refused.error?.detail, 'Invalid choice value weather for Category');
    assert.equal((await made({ category: 'weather' })).category, 'weather');
    await world.admin.update('sys_properties', property.sys_id.value, { value: 'false' });
});

test('a suggestion accepts anything', async () => {
    const [field] = await world.list('sys_dictionary', 'name=incident^element=category');
    await world.admin.update('sys_dictionary', field.sys_id.value, { choice: '2' });

    assert.equal((await made({ category: 'weather' })).category, 'weather');
    await world.admin.update('sys_dictionary', field.sys_id.value, { choice: '1' });
});

test('dates are UTC, and the zone and format of the writer as display input', async () => {
    const display = { sysparm_input_display_value: 'true' };
    const due = async (text: string, query: object, person?: Client) =>
        (await made({ due_date: text }, query, person)).due_date;

    assert.equal(await due('2026-07-01 12:00:00', {}), '2026-07-01 12:00:00');
    assert.equal(await due('2026-07-01 12:00:00', display), '2026-07-01 10:00:00');
    assert.equal(await due('01/07/2026 09:00:00 PM', display, jana), '2026-07-01 12:00:00');
    assert.equal(await due('2026-07-01 21:00:00', display, jana), '2026-07-01 12:00:00');
    assert.equal(await due('2026-07-01T12:00:00Z', {}), '2026-07-01 12:00:00');
});

for (const [column, value] of [
    ['due_date', 'tomorrow-ish'],
    ['order', 'many'],
] as const) {
    test(`${column} cannot be "${value}"`, async () => {
        const answer = await world.admin.post(incidents, { [column]: value });

        assert.equal(answer.status, 400);
        assert.ok(answer.error?.message);
    });
}

test('journals append, and show "" as value and all entries as display', async () => {
    const row = await made({ comments: 'First' });
    const path = `${incidents}/${row.sys_id}`;
    const plain = await world.admin.patch<Flat>(path, { comments: 'Second' });
    const shown = await world.admin.patch<Flat>(
        path,
        { comments: 'Third' },
        { sysparm_display_value: 'true' },
    );

    assert.equal(row.comments, '');
    assert.equal(plain.result.comments, '');
    const entries = (shown.result.comments ?? '').match(
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - System Administrator \(Additional comments\)\n.*\n\n/gm,
    );
    assert.deepEqual(
        entries?.map((entry) => entry.split('\n')[1]),
        ['Third', 'Second', 'First'],
    );
});

test('a column that one may not write is left out, the rest is saved', async () => {
    const olga = await world.user('olga.self');
    const path = `/api/now/table/sys_user/${olga.sys_id}`;

    const answer = await world
        .as(olga)
        .patch<Flat>(path, { mobile_phone: '+420 1', user_name: 'root', locked_out: 'true' });

    assert.equal(answer.status, 200);
    assert.equal(answer.result.mobile_phone, '+420 1');
    const [after] = await world.list('sys_user', `sys_id=${olga.sys_id}`);
    assert.equal(after.user_name.value, 'olga.self');
    assert.equal(after.locked_out.value, 'false');
});

test('a removed record takes its files and its journal along', async () => {
    const row = await made({ comments: 'Something' });
    const file = `/api/now/attachment/file?table_name=incident&table_sys_id=${row.sys_id}`;
    const sent = await world.admin.send('POST', `${file}&file_name=a.txt`, 'text', undefined, {
        'content-type': 'text/plain',
    });
    assert.equal(sent.status, 201);

    await world.admin.delete(`${incidents}/${row.sys_id}`);

    assert.deepEqual(await world.list('sys_attachment', `table_sys_id=${row.sys_id}`), []);
    assert.deepEqual(await world.list('sys_journal_field', `element_id=${row.sys_id}`), []);
});

test('a password counts at once and is never shown', async () => {
    const body = {
        user_name: 'pia.secret',
        first_name: 'Pia',
        last_name: 'Secret',
        user_password: 'Wooden-spoon-3',
    };
    for (const display of ['false', 'true']) {
        const made = await world.admin.post<Flat>(
            '/api/now/table/sys_user',
            { ...body, user_name: `pia.${display}` },
            { sysparm_input_display_value: display, sysparm_display_value: 'true' },
        );
        const pia = world.as({
            sys_id: made.result.sys_id ?? '',
            user_name: `pia.${display}`,
            email: '',
            password: body.user_password,
        });

        assert.equal(made.result.user_password, '********');
        assert.equal((await pia.get('/api/now/table/sys_user?sysparm_limit=1')).status, 200);
        await world.admin.patch(`/api/now/table/sys_user/${made.result.sys_id}`, {
            user_password: 'Copper-kettle-9',
        });
        assert.equal((await pia.get('/api/now/table/sys_user?sysparm_limit=1')).status, 401);
    }
});
