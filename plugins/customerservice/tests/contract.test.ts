import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let account: Row;
let model: Row;

before(async () => {
    world = await start({ plugins: ['com.sn_customerservice'] });
    account = await world.admin.create('customer_account', { name: 'Maple Hotels' });
    model = await world.admin.create('cmdb_hardware_product_model', { name: 'Kettle' });
});

const entitle = (name: string, values: Record<string, string> = {}) =>
    world.admin.create('service_entitlement', {
        name,
        account: account.sys_id.value,
        state: 'active',
        ...values,
    });
const open = (values: Record<string, string> = {}) =>
    world.admin.create(cases, {
        short_description: 'Is it covered',
        account: account.sys_id.value,
        ...values,
    });

test('a case takes the one contract of its account that is in force', async () => {
    const contract = (ends: string) =>
        world.admin.create('ast_contract', {
            short_description: `Until ${ends}`,
            account: account.sys_id.value,
            state: 'active',
            ends,
        });
    await contract('2020-12-31');
    const valid = await contract('2099-12-31');

    assert.equal((await open()).contract.value, valid.sys_id.value);
});

test('of the entitlements that fit, the one that says the most covers the case', async () => {
    const general = await entitle('General');
    const kettles = await entitle('Kettles', { product: model.sys_id.value });

    assert.equal((await open()).entitlement.value, general.sys_id.value);
    const kettle = await open({ product: model.sys_id.value });
    assert.equal(kettle.entitlement.value, kettles.sys_id.value);
});

test('neither one that is over nor one that is used up covers a case', async () => {
    const other = await world.admin.create('customer_account', { name: 'Oak Inns' });
    const owner = { account: other.sys_id.value };
    await entitle('Over', { ...owner, end_date: '2020-01-01' });
    await entitle('Used up', {
        ...owner,
        per_unit: 'true',
        unit: 'cases',
        total_units: '5',
        remaining_units: '0',
    });

    assert.equal((await open(owner)).entitlement.value, '');
});

test('what somebody chose stays', async () => {
    const chosen = await entitle('Chosen');

    const kase = await open({ entitlement: chosen.sys_id.value, product: model.sys_id.value });

    assert.equal(kase.entitlement.value, chosen.sys_id.value);
});
