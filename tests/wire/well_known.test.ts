// rest-api.md §7: data that clients expect to find, and tables that must answer.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { eventually, start, type World } from '#support';

type Flat = Record<string, string>;

let world: World;

before(async () => {
    world = await start();
});

const tables =
    `incident problem problem_task change_request change_task cmdb_ci cmdb_rel_ci alm_asset
    cmn_department cmn_location cmn_schedule sys_user sys_user_group sys_user_role sys_user_preference
    sys_group_has_role sys_user_grmember sys_user_has_role sys_journal_field sys_attachment sys_audit
    sys_choice sys_dictionary sys_db_object sys_documentation sys_metadata sys_script sys_properties
    syslog sysapproval_approver sys_email sys_filter_option_dynamic sys_glide_object sys_ui_message
    sn_customerservice_case customer_account customer_contact csm_consumer interaction
    interaction_related_record`.split(/\s+/);

for (const table of tables) {
    test(`${table} answers with its rows, their count and links`, async () => {
        const path = `/api/now/table/${table}?sysparm_limit=1`;
        const answer = await world.admin.get<Flat[]>(path);
        const quiet = await world.admin.get<Flat[]>(
            `${path}&sysparm_suppress_pagination_header=true`,
        );

        assert.equal(answer.status, 200);
        assert.ok(answer.result.length <= 1);
        assert.match(answer.headers.get('x-total-count') ?? '', /^\d+$/);
        const form =
            /^<http[^>]*>;rel="first"(,<http[^>]*>;rel="(prev|next)")*,<http[^>]*>;rel="last"$/;
        assert.match(answer.headers.get('link') ?? '', form);
        assert.equal(quiet.headers.get('link'), null);
        assert.match(quiet.headers.get('x-total-count') ?? '', /^\d+$/);
    });
}

for (const [table, prefix] of [
    ['incident', 'INC'],
    ['problem', 'PRB'],
    ['problem_task', 'PTASK'],
    ['change_request', 'CHG'],
    ['change_task', 'CTASK'],
] as const) {
    test(`${table} takes an insert, an update and a delete`, async () => {
        const made = await world.admin.post<Flat>(`/api/now/table/${table}`, {});
        const path = `/api/now/table/${table}/${made.result.sys_id}`;
        const changed = await world.admin.patch<Flat>(path, { short_description: 'Changed' });
        const gone = await world.admin.delete(path);

        assert.equal(made.status, 201);
        assert.match(made.result.number ?? '', new RegExp(`^${prefix}\\d{7}$`));
        assert.equal(changed.result.short_description, 'Changed');
        assert.equal(gone.status, 204);
    });
}

test('the administrator and his role have their known ids', async () => {
    const user = await world.admin.get<Flat>(
        '/api/now/table/sys_user/6816f79cc0a8016401c5a33be04be441',
    );
    const role = await world.admin.get<Flat>(
        '/api/now/table/sys_user_role/2831a114c611228501d4ea6c309d626d',
    );

    assert.equal(user.result.user_name, 'admin');
    assert.equal(user.result.name, 'System Administrator');
    assert.equal(user.result.active, 'true');
    assert.equal(role.result.name, 'admin');
});

test('the role for clients with basic authentication exists', async () => {
    assert.equal((await world.list('sys_user_role', 'name=snc_basic_auth_api_access')).length, 1);
});

for (const id of ['90d1921e5f510100a9ad2572f2b477fe', '54635e965f510100a9ad2572f2b4774c']) {
    test(`the dynamic filter ${id} means the caller`, async () => {
        const olga = await world.user(`olga.${id.slice(0, 4)}`);

        const own = await world
            .as(olga)
            .get<Flat[]>('/api/now/table/sys_user', { sysparm_query: `sys_idDYNAMIC${id}` });

        assert.deepEqual(
            own.result.map((row) => row.sys_id),
            [olga.sys_id],
        );
    });
}

test('the dynamic filter of groups means those that the caller is in', async () => {
    const olga = await world.user('olga.group', { roles: ['itil'] });
    const group = await world.admin.create('sys_user_group', { name: 'Grinders' });
    await world.admin.create('sys_user_group', { name: 'Roasters' });
    await world.admin.create('sys_user_grmember', {
        user: olga.sys_id,
        group: group.sys_id.value,
    });

    const own = await world.as(olga).get<Flat[]>('/api/now/table/sys_user_group', {
        sysparm_query: 'sys_idDYNAMICd6435e965f510100a9ad2572f2b47744',
    });

    assert.deepEqual(
        own.result.map((row) => row.name),
        ['Grinders'],
    );
});

test('a department leads to its head in three steps', async () => {
    const head = await world.user('hana.head');
    const department = await world.admin.create('cmn_department', {
        name: 'Brewing',
        dept_head: head.sys_id,
    });
    await world.user('mia.member', { fields: { department: department.sys_id.value } });

    const found = await world.list('sys_user', 'department.dept_head.user_name=hana.head');

    assert.deepEqual(
        found.map((row) => row.user_name?.value),
        ['mia.member'],
    );
});
test('the server keeps its log in syslog', async () => {
    await world.admin.create('sys_script', {
        name: 'Says something to the log',
        collection: 'problem',
        when: 'before',
        active: true,
        action_insert: true,
        script: "gs.error('The kettle is on fire');",
    });
    await world.admin.create('problem', {});

    const row = await eventually(async () => {
        const [found] = await world.list('syslog', 'messageLIKEThe kettle is on fire');
        return found;
    }, 'the line in syslog');

    assert.equal(row.level?.value, '2');
    assert.match(row.sys_created_on?.value ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});
