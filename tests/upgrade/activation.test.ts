import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { House } from './house.ts';

const proxy = 'com.snc.csm_proxy_contacts';
const house = new House();
let world: World;
let ellen: Person;

before(async () => {
    house.plugin('lonely', '', ['com.snc.nowhere']);
    house.put(
        'lonely/plugin.toml',
        'id = "com.snc.lonely"\nname = "Lonely"\nrequires = ["com.snc.nowhere"]\nactive_by_default = false\n',
    );
    house.put(
        'clumsy/plugin.toml',
        'id = "com.snc.clumsy"\nname = "Clumsy"\nactive_by_default = false\n' +
            '[[sys_user]]\nuser_name = "one.two"\nfirst_name = "One"\nno_such_column = "x"\n',
    );
    world = await house.start({ only: ['com.sn_customerservice'] });
    ellen = await world.user('ellen.moss');
});
after(() => house.remove());

async function plugin(id: string) {
    const [row] = await world.list('sys_plugins', `source=${id}`);
    assert.ok(row, id);
    return row;
}

async function activate(id: string) {
    const { sys_id } = await plugin(id);
    return world.admin.patch(`/api/now/table/sys_plugins/${sys_id.value}`, { active: 'true' });
}

test('plugins that could be activated are listed beside those that are', async () => {
    assert.equal((await plugin('com.sn_customerservice')).active?.value, 'true');
    assert.equal((await plugin(proxy)).active?.value, 'false');
});

test('activating proxy contacts while the server runs brings its role, fields, script include and access', async () => {
    assert.deepEqual(
        await world.list('sys_user_role', 'name=sn_customerservice.proxy_contact'),
        [],
    );

    const answer = await activate(proxy);

    assert.equal(answer.status, 200);
    assert.equal((await plugin(proxy)).active?.value, 'true');
    const components: [string, string][] = [
        ['sys_user_role', 'name=sn_customerservice.proxy_contact'],
        ['sys_script_include', 'name=ProxyContactHelper'],
        ['sys_dictionary', 'name=sn_customerservice_case^element=internal_contact'],
        ['sys_dictionary', 'name=interaction^element=opened_for'],
    ];
    for (const [table, query] of components) {
        assert.equal((await world.list(table, query)).length, 1, query);
    }
    await world.grant(ellen.sys_id, 'sn_customerservice.proxy_contact');
    const kase = await world.admin.create('sn_customerservice_case', {
        short_description: 'Grinder jams',
        internal_contact: ellen.sys_id,
    });
    assert.equal(kase.internal_contact?.value, ellen.sys_id);
    const seen = await world
        .as(ellen)
        .get(`/api/now/table/sn_customerservice_case/${kase.sys_id.value}`);
    assert.equal(seen.status, 200);
});

test('a plugin whose requirement is not there is refused with both names', async () => {
    const answer = await activate('com.snc.lonely');

    assert.equal(answer.status, 400);
    assert.match(
        answer.error?.message ?? '',
        /lonely\/plugin\.toml.*requires com\.snc\.nowhere, which is not there/,
    );
    assert.equal((await plugin('com.snc.lonely')).active?.value, 'false');
});

test('a plugin with mistakes stays inactive and its row says what is wrong', async () => {
    await activate('com.snc.clumsy');

    const row = await plugin('com.snc.clumsy');
    assert.equal(row.active?.value, 'false');
    assert.match(
        row.problem?.value ?? '',
        /clumsy\/plugin\.toml:7: unknown column "no_such_column"/,
    );
    await world.restart();
    assert.deepEqual(await world.list('sys_user', 'user_name=one.two'), []);
});

test('a plugin that is active stays active', async () => {
    const { sys_id } = await plugin('com.sn_customerservice');

    const answer = await world.admin.patch(`/api/now/table/sys_plugins/${sys_id.value}`, {
        active: 'false',
    });

    assert.equal(answer.status, 403);
    assert.equal((await plugin('com.sn_customerservice')).active?.value, 'true');
});

test('nobody but an administrator sees or activates plugins', async () => {
    const { sys_id } = await plugin('com.snc.incident');

    const answer = await world
        .as(ellen)
        .patch(`/api/now/table/sys_plugins/${sys_id.value}`, { active: 'true' });

    assert.notEqual(answer.status, 200);
    assert.deepEqual(await world.as(ellen).list('sys_plugins'), []);
    assert.equal((await plugin('com.snc.incident')).active?.value, 'false');
});

test('the command line activates what a plugin requires first, and knows what it does not have', async () => {
    const other = await start({ only: ['platform'] });
    await other.server.stop();

    const unknown = await other.command('plugin', 'activate', 'com.snc.nowhere');
    const known = await other.command('plugin', 'activate', proxy);
    const list = await other.command('plugin', 'list');

    assert.notEqual(unknown.code, 0);
    assert.match(unknown.output, /there is no plugin com\.snc\.nowhere/);
    assert.equal(known.code, 0);
    for (const id of ['com.glide.interaction', 'com.sn_customerservice', proxy]) {
        assert.match(list.output, new RegExp(`^active +${id.replaceAll('.', '\\.')} `, 'm'));
    }
    assert.match(list.output, /^inactive +com\.snc\.incident /m);
});

test('show names what the documentation of proxy contacts says is installed', async () => {
    const other = await start({ plugins: [proxy] });
    await other.server.stop();

    const { output } = await other.command('plugin', 'show', proxy);

    for (const component of [
        'sn_customerservice.proxy_contact',
        'ProxyContactHelper',
        'Internal contact',
        'Opened for',
    ]) {
        assert.match(output, new RegExp(`^ {4}${component.replaceAll('.', '\\.')}$`, 'm'));
    }
    assert.match(output, /^Requires com\.sn_customerservice, com\.glide\.interaction$/m);
    assert.doesNotMatch(output, /Changed here/);
});
