import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let agent: Client;

before(async () => {
    world = await start({ demo: true });
    agent = world.as(await world.person('tomas.beran'));
});

const one = async (table: string, query: string) => (await world.list(table, query))[0] as Row;
const idOf = async (table: string, query: string) => (await one(table, query)).sys_id.value;
const contact = (userName: string) => idOf('customer_contact', `user_name=${userName}`);
const account = (name: string) => idOf('customer_account', `name=${name}`);
const open = (values: Record<string, string>) =>
    agent.create(cases, { short_description: 'Who is the customer', ...values });
const attempt = (values: Record<string, string>) =>
    agent.post(`/api/now/table/${cases}`, { short_description: 'Who is the customer', ...values });

test('the contact brings the account and the company', async () => {
    const kase = await open({ contact: await contact('tuva.lien') });

    assert.equal(kase.account.display_value, 'Brannock Bergen Harbour');
    assert.equal(kase.company.value, kase.account.value);
    assert.equal(kase.contact_time_zone.value, 'Europe/Oslo');
});

test('a contact of another account is refused', async () => {
    const answer = await attempt({
        account: await account('Quillon Logistics'),
        contact: await contact('mira.solheim'),
    });

    assert.equal(answer.status, 403);
});

test('a contact relationship lets a contact act for a further account', async () => {
    const kase = await open({
        account: await account('Orrin Bakery Co-op'),
        contact: await contact('sanna.ruud'),
    });

    assert.equal(kase.account.display_value, 'Orrin Bakery Co-op');
});

test('another account clears contact, partner and asset', async () => {
    const asset = await one('alm_asset', 'account.name=Brannock Hotels Nordics');
    const kase = await open({
        contact: await contact('mira.solheim'),
        asset: asset.sys_id.value,
        partner: await account('Tarn Service Partners'),
    });

    const moved = await agent.update(cases, kase.sys_id.value, {
        account: await account('Quillon Logistics'),
    });

    assert.equal(moved.contact.value, '');
    assert.equal(moved.partner.value, '');
    assert.equal(moved.asset.value, '');
});

test('the asset brings the product', async () => {
    const asset = await one('alm_asset', 'account.name=Brannock Hotels Nordics');

    const kase = await open({ contact: await contact('mira.solheim'), asset: asset.sys_id.value });

    assert.equal(kase.product.value, asset.model.value);
});

test('an asset of another account is refused', async () => {
    const answer = await attempt({
        contact: await contact('mira.solheim'),
        asset: await idOf('alm_asset', 'account.name=Quillon Logistics'),
    });

    assert.equal(answer.status, 403);
});

test('a partner must serve the account', async () => {
    const answer = await attempt({
        contact: await contact('mira.solheim'),
        partner: await account('Hollin Resale'),
    });

    assert.equal(answer.status, 403);
});

test('a consumer with one household brings it', async () => {
    const kase = await open({ consumer: await idOf('csm_consumer', 'name=Zuri Okafor') });

    assert.equal(kase.household.display_value, 'Okafor household');
});

test('a partner who opens a case for his customer becomes its partner contact', async () => {
    const wim = world.as(await world.person('wim.declerck'));

    const kase = await wim.create(cases, {
        short_description: 'Gasket too thick',
        account: await account('Brannock Hotels Nordics'),
    });

    assert.equal(kase.partner.display_value, 'Tarn Service Partners');
    assert.equal(kase.partner_contact.display_value, 'Wim Declerck');
    assert.equal(kase.contact.value, '');
});

test('a customer opens no case for an account or a colleague that is not his to speak for', async () => {
    const mira = world.as(await world.person('mira.solheim'));
    const say = (values: Record<string, string>) =>
        mira.post(`/api/now/table/${cases}`, { short_description: 'For others', ...values });

    assert.equal((await say({ account: await account('Vesper Clinics') })).status, 403);
    assert.equal((await say({ contact: await contact('jonas.aalto') })).status, 403);
});

test('a customer admin opens a case for a colleague', async () => {
    const jonas = world.as(await world.person('jonas.aalto'));

    const kase = await jonas.create(cases, {
        short_description: 'For Mira',
        contact: await contact('mira.solheim'),
    });

    assert.equal(kase.contact.display_value, 'Mira Solheim');
});

test('another group takes the case from whoever is no member of it', async () => {
    const group = await idOf('sys_user_group', 'name=Pulse Cloud');
    const kase = await open({ assigned_to: await idOf('sys_user', 'user_name=tomas.beran') });

    const moved = await agent.update(cases, kase.sys_id.value, { assignment_group: group });

    assert.equal(moved.assigned_to.value, '');
});
