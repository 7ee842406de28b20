import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;

before(async () => {
    world = await start();
});

async function role(name: string): Promise<string> {
    const [row] = await world.list('sys_user_role', `name=${name}`);
    assert.ok(row, `there is no role ${name}`);
    return row.sys_id.value;
}

async function group(name: string, roles: string[] = [], parent = ''): Promise<string> {
    const row = await world.admin.create('sys_user_group', { name, parent });
    for (const each of roles) {
        await world.admin.create('sys_group_has_role', {
            group: row.sys_id.value,
            role: await role(each),
        });
    }
    return row.sys_id.value;
}

function join(person: Person, groupId: string) {
    return world.admin.post('/api/now/table/sys_user_grmember', {
        user: person.sys_id,
        group: groupId,
    });
}

async function grant(person: Person, name: string, client = world.admin) {
    return client.post('/api/now/table/sys_user_has_role', {
        user: person.sys_id,
        role: await role(name),
    });
}

async function held(person: Person, query = ''): Promise<string[]> {
    const rows = await world.list('sys_user_has_role', `user=${person.sys_id}${query}`);
    return rows.map((row) => row.role.display_value).sort();
}

test('somebody external cannot become internal', async () => {
    const carl = await world.user('carl.outside', { roles: ['snc_external'] });

    const answer = await grant(carl, 'snc_internal');

    assert.equal(answer.status, 403);
    assert.deepEqual(await held(carl), ['snc_external']);
});

test('somebody external cannot join a group whose parent is internal', async () => {
    const above = await group('Head office', ['snc_internal']);
    const below = await group('Branch', [], above);
    const clara = await world.user('clara.outside', { roles: ['snc_external'] });

    const answer = await join(clara, below);

    assert.equal(answer.status, 403);
});

test('a group with external members cannot become internal', async () => {
    const club = await group('Customer club');
    const cora = await world.user('cora.outside', { roles: ['snc_external'] });
    assert.equal((await join(cora, club)).status, 201);

    const answer = await world.admin.post('/api/now/table/sys_group_has_role', {
        group: club,
        role: await role('snc_internal'),
    });

    assert.equal(answer.status, 403);
});

test('the internal role contains no other role', async () => {
    const answer = await world.admin.post('/api/now/table/sys_user_role_contains', {
        role: await role('snc_internal'),
        contains: await role('view_changer'),
    });

    assert.equal(answer.status, 403);
});

test('a role counts at once, and so does its end', async () => {
    const rita = await world.user('rita.reader');
    const jobs = () => world.as(rita).list('sysauto');
    assert.deepEqual(await jobs(), []);

    await world.grant(rita.sys_id, 'instance_operator');
    assert.notDeepEqual(await jobs(), []);

    const [row] = await world.list('sys_user_has_role', `user=${rita.sys_id}^inherited=false`);
    await world.admin.delete(`/api/now/table/sys_user_has_role/${row?.sys_id.value}`);
    assert.deepEqual(await jobs(), []);
});

test('members of a child group hold the roles of its parents', async () => {
    const above = await group('Operations', ['instance_operator']);
    const below = await group('Night shift', [], above);
    const nils = await world.user('nils.night');

    await join(nils, below);

    assert.notDeepEqual(await world.as(nils).list('sysauto'), []);
    assert.deepEqual(await held(nils, '^inherited=true'), ['instance_operator']);
});

test('a contained role is listed with the role it came in', async () => {
    const tess = await world.user('tess.templates', { roles: ['template_editor_global'] });

    const [row] = await world.list(
        'sys_user_has_role',
        `user=${tess.sys_id}^role.name=template_editor`,
    );

    assert.equal(row?.inherited.value, 'true');
    assert.equal(row?.included_in_role.display_value, 'template_editor_global');
});

test('leaving a group takes away what came with it', async () => {
    const team = await group('Reporters', ['report_admin']);
    const lena = await world.user('lena.leaver');
    const membership = await join(lena, team);
    assert.ok((await held(lena)).includes('report_user'));

    const id = (membership.result as unknown as { sys_id: string }).sys_id;
    await world.admin.delete(`/api/now/table/sys_user_grmember/${id}`);

    assert.deepEqual(await held(lena), []);
});

test('nobody claims that a grant is inherited', async () => {
    const ugo = await world.user('ugo.sly', { roles: ['user_admin'] });

    await world.as(ugo).post('/api/now/table/sys_user_has_role', {
        user: ugo.sys_id,
        role: await role('report_user'),
        inherited: 'true',
    });

    assert.deepEqual(await held(ugo, '^inherited=true'), []);
});

test('who administers users cannot make administrators', async () => {
    const una = await world.user('una.users', { roles: ['user_admin'] });

    const answer = await grant(una, 'admin', world.as(una));

    assert.equal(answer.status, 403);
    assert.ok(!(await held(una)).includes('admin'));
});

test('who administers users cannot join a group of administrators', async () => {
    const above = await group('Root', ['admin']);
    const below = await group('Deputies', [], above);
    const uwe = await world.user('uwe.users', { roles: ['user_admin'] });

    const answer = await world.as(uwe).post('/api/now/table/sys_user_grmember', {
        user: uwe.sys_id,
        group: below,
    });

    assert.equal(answer.status, 403);
});

test('who administers users cannot put their group below one of administrators', async () => {
    const above = await group('Owners', ['admin']);
    const team = await group('Climbers');
    const ursa = await world.user('ursa.users', { roles: ['user_admin'] });

    const answer = await world.as(ursa).patch(`/api/now/table/sys_user_group/${team}`, {
        parent: above,
    });

    assert.equal(answer.status, 403);
});

test('who administers users cannot take over an administrator', async () => {
    const boss = await world.user('bora.boss', { roles: ['admin'] });
    const ulla = await world.user('ulla.users', { roles: ['user_admin'] });
    const path = `/api/now/table/sys_user/${boss.sys_id}`;

    const password = await world.as(ulla).patch(path, { user_password: 'Stolen-horse-1' });
    const address = await world.as(ulla).patch(path, { email: 'ulla@example.com' });
    const title = await world.as(ulla).patch(path, { title: 'Boss of all' });

    assert.deepEqual([password.status, address.status, title.status], [403, 403, 200]);
});

test('a role is granted only once', async () => {
    const olaf = await world.user('olaf.once', { roles: ['report_user'] });

    assert.equal((await grant(olaf, 'report_user')).status, 403);
});

test('a user is in a group only once', async () => {
    const team = await group('Singles');
    const sara = await world.user('sara.single');

    assert.equal((await join(sara, team)).status, 201);
    assert.equal((await join(sara, team)).status, 403);
});

test('people see their own roles and nobody else does', async () => {
    const mine = await world.user('mina.mine', { roles: ['report_user'] });
    const other = await world.user('otto.other', { roles: ['report_user'] });

    const rows = await world.as(mine).list('sys_user_has_role');

    assert.deepEqual([...new Set(rows.map((row) => row.user.value))], [mine.sys_id]);
    assert.notEqual(mine.sys_id, other.sys_id);
});

test('the name of a role never changes', async () => {
    const row = await world.admin.create('sys_user_role', { name: 'u_lasting' });

    const answer = await world.admin.patch(`/api/now/table/sys_user_role/${row.sys_id.value}`, {
        name: 'u_fleeting',
    });

    assert.equal(answer.status, 403);
});
