// What whole suites of client libraries do, one after the other, on one server.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { start, type World } from '#support';

type Flat = Record<string, string>;

const problems = '/api/now/table/problem';
let world: World;

before(async () => {
    world = await start();
});

// As clients do it: until the offset reaches the count or a page is short.
async function pages(table: string, query: string, limit: number): Promise<string[]> {
    const ids: string[] = [];
    for (let offset = 0; ; offset += limit) {
        const page = await world.admin.get<Flat[]>(`/api/now/table/${table}`, {
            sysparm_query: `${query}^ORDERBYsys_id`,
            sysparm_fields: 'sys_id',
            sysparm_limit: limit,
            sysparm_offset: offset,
            sysparm_display_value: 'all',
            sysparm_suppress_pagination_header: 'True',
        });
        assert.equal(page.status, 200);
        for (const row of page.result) ids.push((row.sys_id as unknown as { value: string }).value);
        if (page.result.length < limit || offset + limit >= total(page.headers)) return ids;
    }
}

function total(headers: Headers): number {
    return Number(headers.get('x-total-count'));
}

test('more than five hundred rows of sys_metadata come page by page, each once', async () => {
    const ids = await pages('sys_metadata', 'sys_class_name=sys_dictionary', 100);

    assert.ok(ids.length > 500);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids, [...ids].sort());
});

test('the same rows come with any size of page', async () => {
    const ten = await pages('sys_user_role', '', 10);
    const all = await pages('sys_user_role', '', 10_000);

    assert.ok(all.length > 20);
    assert.deepEqual(ten, all);
});

test('a multi-update fails for one record and changes the others', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; ++i) {
        const made = await world.admin.post<Flat>(problems, { short_description: `Multi ${i}` });
        ids.push(made.result.sys_id ?? '');
    }
    const rule = await world.admin.create('sys_script', {
        name: 'Not the third',
        collection: 'problem',
        when: 'before',
        order: 100,
        active: true,
        action_update: true,
        filter_condition: 'short_description=Changed 2^EQ',
        abort_action: true,
        add_message: true,
        message: '<p>The third stays</p>',
    });

    const answers = await Promise.all(
        ids.map((id, i) =>
            world.admin.put<Flat>(`${problems}/${id}`, { short_description: `Changed ${i}` }),
        ),
    );

    assert.deepEqual(
        answers.map((answer) => answer.status),
        [200, 200, 403, 200, 200],
    );
    assert.match(
        answers[2]?.error?.detail ?? '',
        new RegExp(`Not the third\\^${rule.sys_id.value}`),
    );
    const names = await world.list('problem', `sys_idIN${ids.join(',')}`);
    assert.deepEqual(names.map((row) => row.short_description?.value).sort(), [
        'Changed 0',
        'Changed 1',
        'Changed 3',
        'Changed 4',
        'Multi 2',
    ]);

    await world.admin.delete(`/api/now/table/sys_script/${rule.sys_id.value}`);
    const again = await world.admin.put<Flat>(`${problems}/${ids[2]}`, {
        short_description: 'Changed 2',
    });
    assert.equal(again.status, 200);
});

test('a rule that was just switched off no longer runs', async () => {
    const rule = await world.admin.create('sys_script', {
        name: 'Sets a category',
        collection: 'problem',
        when: 'before',
        active: true,
        action_insert: true,
        script: "current.correlation_id = 'by rule';",
    });
    const first = await world.admin.post<Flat>(problems, {});
    await world.admin.update('sys_script', rule.sys_id.value, { active: 'false' });
    const second = await world.admin.post<Flat>(problems, {});

    assert.equal(first.result.correlation_id, 'by rule');
    assert.equal(second.result.correlation_id, '');
});

test('new choices, columns and properties count in the next call', async () => {
    await world.admin.create('sys_choice', {
        name: 'problem',
        element: 'resolution_code',
        value: 'ignored',
        label: 'Ignored',
    });
    await world.admin.create('sys_dictionary', {
        name: 'problem',
        element: 'u_online',
        internal_type: 'boolean',
        column_label: 'Online',
    });

    const made = await world.admin.post<Flat>(
        problems,
        { resolution_code: 'ignored', u_online: true },
        { sysparm_display_value: 'true' },
    );

    assert.equal(made.result.resolution_code, 'Ignored');
    assert.equal(made.result.u_online, 'true');
    assert.equal((await world.list('problem', 'u_online=true')).length, 1);
});

test('a client discovers the columns of a table through the dictionary', async () => {
    const chain: string[] = [];
    for (let name = 'incident'; name; ) {
        chain.push(name);
        const [row] = await world.list('sys_db_object', `name=${name}`);
        const parent: string = row?.super_class?.value ?? '';
        const [above] = parent ? await world.list('sys_db_object', `sys_id=${parent}`) : [];
        name = above?.name?.value ?? '';
    }
    const columns = await world.list(
        'sys_dictionary',
        `${chain.map((name) => `name=${name}`).join('^OR')}^internal_type!=collection`,
    );
    const made = await world.admin.post<Flat>('/api/now/table/incident', {});

    assert.deepEqual(chain, ['incident', 'task']);
    const names = new Set(columns.map((row) => row.element?.value));
    const missing = Object.keys(made.result).filter(
        (name) => !names.has(name) && !name.startsWith('sys_'),
    );
    assert.deepEqual(missing, []);
});

test('times differ between value and display for a person outside UTC', async () => {
    const [user] = await world.list('sys_user', 'user_name=admin');

    assert.notEqual(user?.sys_created_on?.value, user?.sys_created_on?.display_value);
    const gap =
        Date.parse(`${user?.sys_created_on?.display_value}Z`.replace(' ', 'T')) -
        Date.parse(`${user?.sys_created_on?.value}Z`.replace(' ', 'T'));
    assert.ok([1, 2].includes(gap / 3_600_000));
});

test('a grant and a membership count at once', async () => {
    const ines = await world.user('ines.grant');
    const row = await world.admin.post<Flat>(problems, {});
    const path = `${problems}/${row.result.sys_id}`;
    assert.equal((await world.as(ines).get(path)).status, 404);

    await world.grant(ines.sys_id, 'itil');

    assert.equal((await world.as(ines).get(path)).status, 200);
});

test('names with every kind of letter survive the round trip', async () => {
    const text = 'Žluťoučký kůň — 🐎 "quoted" \\ back\tslash\nline <tag> & amp; %20 + =';

    const made = await world.admin.post<Flat>(problems, { description: text });
    const read = await world.admin.get<Flat[]>(problems, {
        sysparm_query: `sys_id=${made.result.sys_id}`,
        sysparm_fields: 'description',
    });

    assert.equal(read.result[0]?.description, text);
});

test('idle connections stay open between two requests', async () => {
    for (let i = 0; i < 3; ++i) {
        const answer = await world.admin.get(problems);
        assert.notEqual(answer.headers.get('connection'), 'close');
    }
});
