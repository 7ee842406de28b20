import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let employee: Person;

before(async () => {
    world = await start();
    employee = await world.user('ellen.moss');
});

async function total(table: string, query = ''): Promise<number> {
    const answer = await world.admin.get(`/api/now/table/${table}`, {
        sysparm_query: query,
        sysparm_limit: 1,
    });
    return Number(answer.headers.get('x-total-count'));
}

test('every application file is found through its root', async () => {
    assert.ok((await total('sys_metadata')) > 500);
    assert.equal(
        await total('sys_metadata', 'sys_class_name=sys_script'),
        await total('sys_script'),
    );
});

test('every table of the platform has a form and a list', async () => {
    const shipped = await world.list(
        'stead_shipped_row',
        'plugin=platform^table_nameINsys_db_object,sys_ui_form,sys_ui_list',
    );
    const named = (kind: string) =>
        shipped.filter((row) => row.table_name?.value === kind).map((row) => row.row_key?.value);

    const tables = named('sys_db_object');

    assert.ok(tables.length > 100);
    assert.deepEqual(
        tables.filter((name) => !named('sys_ui_form').includes(`form ${name}@`)),
        [],
    );
    assert.deepEqual(
        tables.filter((name) => !named('sys_ui_list').includes(`list ${name}@`)),
        [],
    );
});

test('a column that an administrator adds can be used in the next call', async () => {
    await world.admin.create('sys_dictionary', {
        name: 'cmn_department',
        element: 'u_floor',
        column_label: 'Floor',
        internal_type: 'integer',
    });

    const row = await world.admin.create('cmn_department', { name: 'Tasting', u_floor: '3' });

    assert.equal(row.u_floor?.value, '3');
    assert.equal(await total('cmn_department', 'u_floor=3'), 1);
});

test('a table that an administrator makes takes rows in the next call', async () => {
    await world.admin.create('sys_db_object', { name: 'u_shelf', label: 'Shelf' });
    await world.admin.create('sys_dictionary', {
        name: 'u_shelf',
        element: 'u_wood',
        column_label: 'Wood',
        internal_type: 'string',
        max_length: '40',
    });

    const row = await world.admin.create('u_shelf', { u_wood: 'oak' });

    assert.equal(row.u_wood?.value, 'oak');
    assert.equal(await total('u_shelf', 'u_wood=oak'), 1);
    assert.deepEqual(await world.as(employee).list('u_shelf'), []);
});

test('a table that extends tasks is a task from the next call on', async () => {
    const [task] = await world.list('sys_db_object', 'name=task');
    await world.admin.create('sys_db_object', {
        name: 'u_chore',
        label: 'Chore',
        super_class: task?.sys_id.value,
    });

    const row = await world.admin.create('u_chore', { short_description: 'Descale' });

    assert.equal(row.active?.value, 'true');
    assert.equal(await total('task', `sys_id=${row.sys_id.value}^sys_class_name=u_chore`), 1);
});

test('a UI policy that an administrator adds is on the next form', async () => {
    const policy = await world.admin.create('sys_ui_policy', {
        short_description: 'Departments have an ID',
        table: 'cmn_department',
        active: 'true',
        on_load: 'true',
        global: 'true',
        conditions: '',
    });
    await world.admin.create('sys_ui_policy_action', {
        ui_policy: policy.sys_id.value,
        table: 'cmn_department',
        field: 'id',
        mandatory: 'true',
    });

    const answer = await world.admin.get('/api/ui/v1/form/cmn_department/-1');

    assert.equal(answer.status, 200);
    const { policies } = JSON.parse(answer.text) as { policies: unknown[] };
    assert.match(JSON.stringify(policies), /"id"/);
});

test('a membership counts for access in the next call, and so does its end', async () => {
    const [role] = await world.list('sys_user_role', 'name=admin');
    const group = await world.admin.create('sys_user_group', { name: 'Keepers' });
    const properties = '/api/now/table/sys_script?sysparm_limit=1';
    await world.admin.create('sys_group_has_role', {
        group: group.sys_id.value,
        role: role?.sys_id.value,
    });
    assert.deepEqual((await world.as(employee).get(properties)).result, []);

    const member = await world.admin.create('sys_user_grmember', {
        group: group.sys_id.value,
        user: employee.sys_id,
    });

    assert.notDeepEqual((await world.as(employee).get(properties)).result, []);
    await world.admin.delete(`/api/now/table/sys_user_grmember/${member.sys_id.value}`);
    assert.deepEqual((await world.as(employee).get(properties)).result, []);
});

test('a choice that an administrator adds has its label in the next call', async () => {
    await world.admin.create('sys_choice', {
        name: 'core_company',
        element: 'rank_tier',
        value: 'darling',
        label: 'Darling',
    });

    const row = await world.admin.create('core_company', {
        name: 'Fond Ltd',
        rank_tier: 'darling',
    });

    assert.equal(row.rank_tier?.display_value, 'Darling');
});

test('a business rule that an administrator adds refuses the next write', async () => {
    await world.admin.create('sys_script', {
        name: 'No company without a country',
        collection: 'core_company',
        when: 'before',
        order: '100',
        active: 'true',
        action_insert: 'true',
        filter_condition: 'nameSTARTSWITHShady^EQ',
        abort_action: 'true',
        add_message: 'true',
        message: 'We do not deal with them.',
    });

    const answer = await world.admin.post('/api/now/table/core_company', { name: 'Shady Deals' });

    assert.equal(answer.status, 403);
    assert.equal(await total('core_company', 'name=Shady Deals'), 0);
});

test('an access control that an administrator adds opens a table for the next call', async () => {
    assert.deepEqual(await world.as(employee).list('sys_properties'), []);

    const [internal] = await world.list('sys_user_role', 'name=snc_internal');
    const acl = await world.admin.create('sys_security_acl', {
        name: 'sys_properties',
        operation: 'read',
        type: 'record',
        active: 'true',
    });
    await world.admin.create('sys_security_acl_role', {
        sys_security_acl: acl.sys_id.value,
        sys_user_role: internal?.sys_id.value,
    });

    assert.notDeepEqual(await world.as(employee).list('sys_properties'), []);
});

test('a setting changes at once', async () => {
    const [row] = await world.list('sys_properties', 'name=glide.attachment.extensions');

    await world.admin.update('sys_properties', row?.sys_id.value ?? '', { value: 'txt' });
    const department = await world.admin.create('cmn_department', { name: 'Files' });
    const answer = await world.admin.send(
        'POST',
        `/api/now/attachment/file?table_name=cmn_department&table_sys_id=${department.sys_id.value}&file_name=run.exe`,
        'MZ',
        {},
        { 'content-type': 'application/octet-stream' },
    );

    assert.equal(answer.status, 400);
});

test('everybody who signs in may choose and nobody may break choices', async () => {
    const [choice] = await world.as(employee).list('sys_choice', 'name=task^element=priority');

    const answer = await world
        .as(employee)
        .patch(`/api/now/table/sys_choice/${choice?.sys_id.value}`, { label: 'Mine' });

    assert.equal(answer.status, 403);
});
