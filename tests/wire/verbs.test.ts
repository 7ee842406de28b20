// rest-api.md §2.1 and §2.2: what each call and each parameter does.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, type Row, start, type World } from '#support';
import { asAdmin, raw } from './raw.ts';

type Flat = Record<string, string>;

const incidents = '/api/now/table/incident';
let world: World;
let admin: string;
let caller: Person;

before(async () => {
    world = await start({ plugins: ['com.sn_customerservice'] });
    admin = (await world.person('admin')).sys_id;
    caller = await world.user('cora.caller', { fields: { title: 'Buyer' } });
    for (const [short_description, state, urgency] of [
        ['One', '1', '1'],
        ['Two', '2', '2'],
        ['Three ^ caret', '2', '3'],
    ])
        await world.admin.create('incident', {
            short_description,
            state,
            urgency,
            caller_id: state === '2' ? caller.sys_id : '',
        });
});

async function names(query: string): Promise<string[]> {
    const answer = await raw(
        world.base,
        'GET',
        `${incidents}?sysparm_fields=short_description&${query}`,
        asAdmin,
    );
    assert.equal(answer.status, 200, answer.text);
    const { result } = JSON.parse(answer.text) as { result: Flat[] };
    return result.map((row) => row.short_description ?? '').sort();
}

test('a record is created, read, changed and removed', async () => {
    const made = await world.admin.post<Flat>(incidents, { short_description: 'Life' });
    assert.equal(made.status, 201);
    const path = `${incidents}/${made.result.sys_id}`;
    assert.equal(made.headers.get('location'), world.base + path);

    const read = await world.admin.get<Flat>(path);
    assert.equal(read.status, 200);
    assert.deepEqual(read.result, made.result);

    for (const method of ['PUT', 'PATCH']) {
        const changed = await world.admin.send<Flat>(method, path, { urgency: '1' });
        assert.equal(changed.status, 200);
        assert.equal(changed.result.short_description, 'Life');
        assert.equal(changed.result.urgency, '1');
    }

    const gone = await world.admin.delete(path);
    assert.equal(gone.status, 204);
    assert.equal(gone.text, '');
    assert.equal((await world.admin.get(path)).status, 404);
});

test('an empty body creates a record from defaults', async () => {
    const answer = await raw(world.base, 'POST', '/api/now/table/problem', {
        ...asAdmin,
        'content-length': '0',
    });

    assert.equal(answer.status, 201);
    const made = JSON.parse(answer.text).result;
    assert.match(made.number, /^PRB\d{7}$/);
    assert.equal(made.opened_by.value, admin);
    assert.equal(made.active, 'true');
    const read = await raw(world.base, 'GET', new URL(String(answer.headers.location)).pathname, {
        ...asAdmin,
    });
    assert.equal(read.status, 200);
});

test('a record is found through its own table and its ancestors, not through a sibling', async () => {
    const row = await world.admin.create('incident', { short_description: 'Kin' });
    const id = row.sys_id.value;

    const task = await world.admin.get<Flat>(`/api/now/table/task/${id}`);
    const problem = await world.admin.get(`/api/now/table/problem/${id}`);

    assert.equal(task.status, 200);
    assert.equal(task.result.sys_class_name, 'incident');
    assert.equal(task.result.severity, undefined);
    assert.equal(problem.status, 404);
});

test('a record changes and goes through an ancestor', async () => {
    const row = await world.admin.create('incident', {});
    const path = `/api/now/table/task/${row.sys_id.value}`;

    assert.equal((await world.admin.patch<Flat>(path, { urgency: '1' })).result.urgency, '1');
    assert.equal((await world.admin.delete(path)).status, 204);
    assert.deepEqual(await world.list('incident', `sys_id=${row.sys_id.value}`), []);
});

for (const [query, expected] of [
    ['short_description=Two', ['Two']],
    ['state=1', ['Life', 'One']],
    ['state=In%20Progress', ['Three ^ caret', 'Two']],
    ['caller_id=Cora+Caller', ['Three ^ caret', 'Two']],
    ['caller_id.user_name=cora.caller', ['Three ^ caret', 'Two']],
    ['caller_id.title=Buyer&urgency=2', ['Two']],
    ['short_description=Three ^ caret'.replaceAll(' ', '%20'), ['Three ^ caret']],
    ['sysparm_query=urgency=1^NQurgency=3&state=2', ['Three ^ caret']],
    ['sysparm_query=urgency=1^ORurgency=2&caller_id=Cora+Caller', ['Two']],
    ['sysparm_query=JOINincident.caller_id=sys_user.sys_id!title=Buyer&urgency=2', ['Two']],
] as const) {
    test(`?${query} finds ${expected.join(' and ')}`, async () => {
        const found = await names(query);
        assert.deepEqual(
            found.filter((name) => ['Life', 'One', 'Two', 'Three ^ caret'].includes(name)),
            expected.filter((name) => found.includes('Life') || name !== 'Life'),
        );
        assert.ok(found.length < 4);
    });
}

test('names that are no column, unknown parameters and empty ones change nothing', async () => {
    const all = await names('');

    for (const query of [
        'nothing=1',
        'sysparm_stack=x&sysparm_count=true&sysparm_record_count=1',
        'sysparm_query=&sysparm_view=&sysparm_limit=&sysparm_offset=',
        'sysparm_display_value=&sysparm_query_category=list&sysparm_query_no_domain=true',
    ])
        assert.deepEqual(await names(query), all, query);
});

test('of a parameter that comes twice the last one counts', async () => {
    assert.deepEqual(await names('sysparm_query=urgency=1&sysparm_query=urgency=2'), ['Two']);
});

test('keys come in the order of sysparm_fields, trimmed, without those that do not exist', async () => {
    const { text } = await raw(
        world.base,
        'GET',
        `${incidents}?short_description=Two&sysparm_limit=1&sysparm_fields=state,%20number,nothing,caller_id.title,%20sys_id`,
        asAdmin,
    );

    const [row] = JSON.parse(text).result;
    assert.deepEqual(Object.keys(row), ['state', 'number', 'caller_id.title', 'sys_id']);
    assert.equal(row['caller_id.title'], 'Buyer');
});

test('empty sysparm_fields means all columns', async () => {
    const all = await world.admin.get<Flat[]>(`${incidents}?sysparm_limit=1`);
    const empty = await world.admin.get<Flat[]>(`${incidents}?sysparm_limit=1&sysparm_fields=`);

    assert.deepEqual(empty.result, all.result);
    assert.ok(Object.keys(all.result[0] ?? {}).length > 50);
});

for (const flag of ['true', 'True', 'TRUE']) {
    test(`a flag may be spelled ${flag}`, async () => {
        const answer = await world.admin.get<Flat[]>(
            `${incidents}?short_description=Two&sysparm_fields=state,caller_id&sysparm_display_value=${flag}&sysparm_exclude_reference_link=${flag}`,
        );

        assert.deepEqual(answer.result, [{ state: 'In Progress', caller_id: 'Cora Caller' }]);
    });
}

test('sysparm_view shows the fields of a form, sysparm_fields wins over it', async () => {
    const read = (query: string) =>
        world.admin.get<Flat[]>(`${incidents}?sysparm_limit=1&sysparm_view=${query}`);

    const desktop = Object.keys((await read('desktop')).result[0] ?? {});
    const byDefault = Object.keys((await read('Default')).result[0] ?? {});
    const both = Object.keys((await read('default&sysparm_fields=number')).result[0] ?? {});

    assert.deepEqual(desktop.slice(0, 3), ['number', 'caller_id', 'category']);
    assert.equal(desktop.includes('correlation_id'), false);
    assert.equal(desktop.includes('sys_id'), true);
    assert.deepEqual(byDefault, desktop);
    assert.deepEqual(both, ['number']);
});

test('a page may be empty, and the count is that of all rows', async () => {
    const none = await world.admin.get<Flat[]>(`${incidents}?sysparm_limit=0&state=2`);
    const beyond = await world.admin.get<Flat[]>(`${incidents}?sysparm_offset=500&state=2`);

    assert.deepEqual(none.result, []);
    assert.equal(none.headers.get('x-total-count'), '2');
    assert.deepEqual(beyond.result, []);
    assert.equal(beyond.headers.get('x-total-count'), '2');
});

test('without an order rows come by sys_id, so that pages do not overlap', async () => {
    const ids: string[] = [];
    for (let offset = 0; offset < 4; ++offset) {
        const page = await world.admin.get<Flat[]>(
            `${incidents}?sysparm_limit=1&sysparm_offset=${offset}`,
        );
        ids.push(page.result[0]?.sys_id ?? '');
    }

    assert.deepEqual(ids, [...ids].sort());
    assert.equal(new Set(ids).size, ids.length);
});

test('administrators may bring times and names of a record along, others may not', async () => {
    const past = {
        sys_created_on: '2020-01-02 03:04:05',
        sys_created_by: 'migration',
        sys_updated_on: '2021-01-02 03:04:05',
        sys_updated_by: 'migration',
    };
    const olga = await world.user('olga.itil', { roles: ['itil'] });
    const make = async (person: typeof world.admin, query: Record<string, boolean>) =>
        (await person.post<Flat>(incidents, past, query)).result;

    const migrated = await make(world.admin, { sysparm_suppress_auto_sys_field: true });
    const plain = await make(world.admin, {});
    const refused = await make(world.as(olga), { sysparm_suppress_auto_sys_field: true });

    for (const [name, value] of Object.entries(past)) assert.equal(migrated[name], value);
    assert.equal(plain.sys_created_by, 'admin');
    assert.equal(refused.sys_created_by, 'olga.itil');
    assert.notEqual(refused.sys_created_on, past.sys_created_on);
});

test('the answer to a write honours fields and display like a read', async () => {
    const query = { sysparm_fields: 'state,caller_id', sysparm_display_value: 'true' };
    const body = { state: '2', caller_id: caller.sys_id };

    const made = await world.admin.post<Row>(incidents, body, query);

    assert.deepEqual(Object.keys(made.result), ['state', 'caller_id']);
    assert.equal(made.result.state, 'In Progress');
});

test('a person without rights gets no row and no count', async () => {
    const answer = await world.as(caller).get<Flat[]>('/api/now/table/problem');

    assert.deepEqual(answer.result, []);
    assert.equal(answer.headers.get('x-total-count'), '0');
});

test('a column that one may not read is no key', async () => {
    const row = await world.admin.create('incident', {
        caller_id: caller.sys_id,
        work_notes: 'Hidden',
    });

    const read = await world
        .as(caller)
        .get<Flat>(`${incidents}/${row.sys_id.value}?sysparm_fields=number,work_notes`);

    assert.deepEqual(read.result, { number: row.number.value });
});

test('a table that is closed to web services says so', async () => {
    const [table] = await world.list('sys_db_object', 'name=cmn_schedule_span');
    await world.admin.update('sys_db_object', table.sys_id.value, { ws_access: 'false' });

    const answer = await world.admin.get('/api/now/table/cmn_schedule_span');

    assert.equal(answer.status, 403);
    assert.equal(answer.error?.message, 'User Not Authorized');
});
