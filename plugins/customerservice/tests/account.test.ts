import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Row, start, type World } from '#support';

let world: World;
before(async () => {
    world = await start({ plugins: ['com.sn_customerservice'] });
});

const account = (name: string, fields: Record<string, string> = {}) =>
    world.admin.create('customer_account', { name, ...fields });
const reload = async (row: Row) =>
    (await world.list('customer_account', `sys_id=${row.sys_id.value}`))[0] as Row;

test('accounts get a code each, and a path from the root down', async () => {
    const root = await account('Alder Group');
    const child = await account('Alder North', { account_parent: root.sys_id.value });

    assert.match(root.account_code.value, /^~*[0-9A-Z]+$/);
    assert.equal(root.account_code.value.length, 5);
    assert.equal(
        child.account_path.value,
        `${root.account_code.value}/${child.account_code.value}`,
    );
    assert.equal(child.parent.value, root.sys_id.value);
});

test('a moved account takes everything below along', async () => {
    const old = await account('Birch');
    const other = await account('Cedar');
    const middle = await account('Birch East', { account_parent: old.sys_id.value });
    const leaf = await account('Birch East Shop', { account_parent: middle.sys_id.value });

    await world.admin.update('customer_account', middle.sys_id.value, {
        account_parent: other.sys_id.value,
    });

    const path = [other, middle, leaf].map((row) => row.account_code.value).join('/');
    assert.equal((await reload(leaf)).account_path.value, path);
});

test('an account cannot lie below itself', async () => {
    const top = await account('Elm');
    const below = await account('Elm South', { account_parent: top.sys_id.value });

    const answer = await world.admin.patch(`/api/now/table/customer_account/${top.sys_id.value}`, {
        account_parent: below.sys_id.value,
    });

    assert.equal(answer.status, 403);
    assert.equal((await reload(top)).account_parent.value, '');
});

test('a contact is external, a customer, and of the company of his account', async () => {
    const firm = await account('Fir');
    const person = await world.user('frida.fir', {
        table: 'customer_contact',
        fields: { account: firm.sys_id.value },
    });

    const grants = await world.list('sys_user_has_role', `user=${person.sys_id}`);
    const roles = grants.map((grant) => grant.role.display_value);
    assert.ok(roles.includes('snc_external'));
    assert.ok(roles.includes('sn_customerservice.customer'));
    const [row] = await world.list('customer_contact', `sys_id=${person.sys_id}`);
    assert.equal(row?.company.value, firm.sys_id.value);
});

test('a relationship is written in both directions, and deleted in both', async () => {
    const partner = await account('Grove Service', { partner: 'true', customer: 'false' });
    const customer = await account('Hazel Hotels');
    const [type] = await world.list(
        'sn_customerservice_account_relationship_type',
        'name=Service partner',
    );
    const link = await world.admin.create('account_relationship', {
        from_account: partner.sys_id.value,
        to_account: customer.sys_id.value,
        relationship_type: type?.sys_id.value,
    });

    const mirror = `from_account=${customer.sys_id.value}^to_account=${partner.sys_id.value}`;
    const [other] = await world.list('account_relationship', mirror);
    assert.equal(other?.relationship.value, 'Is serviced by');
    await world.admin.delete(`/api/now/table/account_relationship/${link.sys_id.value}`);
    assert.equal((await world.list('account_relationship', mirror)).length, 0);
});

test('a registration finds its account by the code, and is asked for only once', async () => {
    const firm = await account('Ivy', { registration_code: 'IVY2026' });
    const request = {
        first_name: 'Ines',
        last_name: 'Ivy',
        email: 'ines@ivy.example',
        registration_code: 'IVY2026',
    };

    const made = await world.admin.create('sn_customerservice_registration', request);
    const again = await world.admin.post('/api/now/table/sn_customerservice_registration', request);

    assert.equal(made.account.value, firm.sys_id.value);
    assert.equal(again.status, 403);
});
