import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { start, type World } from '#support';

const proxy = 'sn_customerservice.proxy_contact';
let world: World;
before(async () => {
    world = await start({ plugins: ['com.snc.csm_proxy_contacts'] });
});

const role = async (name: string) =>
    (await world.list('sys_user_role', `name=${name}`))[0]?.sys_id.value ?? '';
const grant = async (user: string, name: string) =>
    world.admin.post('/api/now/table/sys_user_has_role', { user, role: await role(name) });

test('an external person cannot become a proxy contact', async () => {
    const person = await world.user('outer.one', { roles: ['snc_external'] });

    assert.equal((await grant(person.sys_id, proxy)).status, 403);
});

for (const contributor of ['account', 'consumer', 'relationship', 'self']) {
    test(`a proxy contact cannot become ${contributor} contributor, nor the other way round`, async () => {
        const name = `sn_customerservice.${contributor}_contributor`;
        const first = await world.user(`proxy.${contributor}`, { roles: [proxy] });
        const second = await world.user(`other.${contributor}`, { roles: [name] });

        assert.equal((await grant(first.sys_id, name)).status, 403);
        assert.equal((await grant(second.sys_id, proxy)).status, 403);
    });
}

test('nor by joining a group that has the other role', async () => {
    const person = await world.user('group.joiner', { roles: [proxy] });
    const group = await world.admin.create('sys_user_group', { name: 'Contributors' });
    await world.admin.create('sys_group_has_role', {
        group: group.sys_id.value,
        role: await role('sn_customerservice.account_contributor'),
    });

    const answer = await world.admin.post('/api/now/table/sys_user_grmember', {
        user: person.sys_id,
        group: group.sys_id.value,
    });

    assert.equal(answer.status, 403);
});

test('nor by giving the other role to a group of his', async () => {
    const person = await world.user('group.member', { roles: [proxy] });
    const group = await world.admin.create('sys_user_group', { name: 'Sales' });
    await world.admin.create('sys_user_grmember', {
        user: person.sys_id,
        group: group.sys_id.value,
    });

    const answer = await world.admin.post('/api/now/table/sys_group_has_role', {
        group: group.sys_id.value,
        role: await role('sn_customerservice.self_contributor'),
    });

    assert.equal(answer.status, 403);
});

test('a group can make somebody a proxy contact', async () => {
    const person = await world.user('proxy.by.group');
    const group = await world.admin.create('sys_user_group', { name: 'Account team' });
    await world.admin.create('sys_group_has_role', {
        group: group.sys_id.value,
        role: await role(proxy),
    });
    await world.admin.create('sys_user_grmember', {
        user: person.sys_id,
        group: group.sys_id.value,
    });

    const answer = await world.as(person).get('/api/now/table/sn_customerservice_case');

    assert.equal(answer.status, 200);
});

test('without the plugin there is neither role nor field', async () => {
    const without = await start({ only: ['com.sn_customerservice'] });

    assert.deepEqual(await without.list('sys_user_role', `name=${proxy}`), []);
    const fields = 'element=internal_contact^ORelement=opened_for';
    assert.deepEqual(await without.list('sys_dictionary', fields), []);
});

test('with the plugin there are both, and the helper', async () => {
    const fields = await world.list(
        'sys_dictionary',
        'element=internal_contact^ORelement=opened_for',
    );

    assert.deepEqual(fields.map((field) => field.name.value).sort(), [
        'interaction',
        'sn_customerservice_case',
    ]);
    assert.equal((await world.list('sys_user_role', `name=${proxy}`)).length, 1);
    assert.equal((await world.list('sys_script_include', 'name=ProxyContactHelper')).length, 1);
});
