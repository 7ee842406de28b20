import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let greta: Person;
let employee: Client;
let agent: Client;

before(async () => {
    world = await start({ demo: true });
    greta = await world.person('greta.hallam');
    employee = world.as(greta);
    agent = world.as(await world.person('tomas.beran'));
});

const one = async (table: string, query: string) => (await world.list(table, query))[0] as Row;
const account = async (name: string) =>
    (await one('customer_account', `name=${name}`)).sys_id.value;
const contact = async (userName: string) =>
    (await one('customer_contact', `user_name=${userName}`)).sys_id.value;
const bergen = async () => ({
    short_description: 'Grinder jams',
    description: 'Tuva told me.',
    account: await account('Brannock Bergen Harbour'),
    contact: await contact('tuva.lien'),
});
const attempt = (values: Record<string, string>) =>
    employee.post(`/api/now/table/${cases}`, { short_description: 'Attempt', ...values });
const set = (client: Client, kase: Row, values: Record<string, string>) =>
    client.patch(`/api/now/table/${cases}/${kase.sys_id.value}`, values);
const now = (kase: Row) => one(cases, `sys_id=${kase.sys_id.value}`);

test('an employee opens a case for a customer and becomes its internal contact, never its contact', async () => {
    const kase = await employee.create(cases, await bergen());

    assert.equal(kase.internal_contact.value, greta.sys_id);
    assert.equal(kase.contact.display_value, 'Tuva Lien');
    assert.equal(kase.opened_by.value, greta.sys_id);
    assert.equal(kase.contact_type.value, 'web');
    assert.equal(kase.state.display_value, 'New');
});

test('the contact whom he speaks for sees the case in his own list', async () => {
    const kase = await employee.create(cases, await bergen());

    const tuva = world.as(await world.person('tuva.lien'));

    assert.equal((await tuva.list(cases, `sys_id=${kase.sys_id.value}`)).length, 1);
});

test('the asset brings the product', async () => {
    const asset = await one('alm_asset', 'account.name=Brannock Bergen Harbour');

    const kase = await employee.create(cases, { ...(await bergen()), asset: asset.sys_id.value });

    assert.equal(kase.product.value, asset.model.value);
});

test('a contact of a partner is written down as the partner contact', async () => {
    const kase = await employee.create(cases, {
        short_description: 'Wiring plan',
        account: await account('Brannock Hotels Nordics'),
        contact: await contact('ida.moreau'),
    });
    assert.equal(kase.contact.display_value, 'Ida Moreau');

    const wim = await employee.create(cases, {
        short_description: 'Wiring plan again',
        account: await account('Brannock Hotels Nordics'),
        contact: await contact('wim.declerck'),
    });
    assert.equal(wim.partner.display_value, 'Tarn Service Partners');
    assert.equal(wim.partner_contact.display_value, 'Wim Declerck');
    assert.equal(wim.contact.value, '');
});

test('he names the account and the contact that he speaks for', async () => {
    const nordics = await account('Brannock Hotels Nordics');

    assert.match((await attempt({})).text, /account that you speak for/);
    assert.match((await attempt({ account: nordics })).text, /contact that you speak for/);
    assert.match(
        (await attempt({ account: await account('Ferrow Cinemas') })).text,
        /has no contacts/,
    );
});

test('a contact or an asset of a foreign account is refused', async () => {
    const vesper = await account('Vesper Clinics');
    const asset = await one('alm_asset', 'account.name=Quillon Logistics');

    const foreign = await attempt({ account: vesper, contact: await contact('mira.solheim') });
    assert.equal(foreign.status, 403);
    const other = await attempt({
        account: vesper,
        contact: await contact('joelle.benton'),
        asset: asset.sys_id.value,
    });
    assert.equal(other.status, 403);
});

test('a contact who has left is refused', async () => {
    const gone = await one('customer_contact', 'user_name=lena.vogt');
    await world.admin.update('customer_contact', gone.sys_id.value, { active: 'false' });

    const answer = await attempt({
        account: await account('Brannock Hotels DACH'),
        contact: gone.sys_id.value,
    });

    assert.equal(answer.status, 403);
    await world.admin.update('customer_contact', gone.sys_id.value, { active: 'true' });
});

test('he cannot name another internal contact', async () => {
    const omar = await world.person('omar.reyes');

    const kase = await employee.create(cases, {
        ...(await bergen()),
        internal_contact: omar.sys_id,
    });

    assert.equal(kase.internal_contact.value, greta.sys_id);
});

test('an agent names him on any case and he sees it, until somebody else is named', async () => {
    const omar = await world.person('omar.reyes');
    const kase = await agent.create(cases, {
        short_description: 'Named later',
        contact: await contact('tuva.lien'),
    });
    const path = `/api/now/table/${cases}/${kase.sys_id.value}`;

    assert.equal((await employee.get(path)).status, 404);
    await agent.update(cases, kase.sys_id.value, { internal_contact: greta.sys_id });
    assert.equal((await employee.get(path)).status, 200);
    await agent.update(cases, kase.sys_id.value, { internal_contact: omar.sys_id });
    assert.equal((await employee.get(path)).status, 404);
    assert.equal((await world.as(omar).get(path)).status, 200);
});

// What a picker of the case form offers to somebody who has filled in these values.
async function offered(client: Client, field: string, values = {}): Promise<string[]> {
    const answer = await client.get(`/api/ui/v1/reference/${cases}/${field}`, {
        q: '',
        values: JSON.stringify(values),
    });
    const { rows } = JSON.parse(client.expect(answer, 200).text) as { rows: { display: string }[] };
    return rows.map((row) => row.display).sort();
}

test('agents are offered nobody but proxy contacts', async () => {
    assert.deepEqual(await offered(agent, 'internal_contact'), ['Greta Hallam', 'Omar Reyes']);
});

test('he is offered the contacts of the account and of the partners that serve it', async () => {
    const nordics = { account: await account('Brannock Hotels Nordics') };

    assert.deepEqual(await offered(employee, 'contact', nordics), [
        'Ida Moreau',
        'Jonas Aalto',
        'Mira Solheim',
        'Signe Dalgaard',
        'Wim Declerck',
    ]);
});

test('he is offered products of the account alone', async () => {
    const quillon = { account: await account('Quillon Logistics') };

    const products = await offered(employee, 'product', quillon);

    assert.ok(products.some((name) => name.includes('S1')));
    assert.ok(!products.some((name) => name.includes('M5')));
});

test('only a proxy contact can be named', async () => {
    const stefan = await world.person('stefan.ruzicka');
    const kase = await agent.create(cases, {
        short_description: 'Nobody else',
        contact: await contact('tuva.lien'),
    });

    const answer = await set(agent, kase, { internal_contact: stefan.sys_id });

    assert.equal(answer.status, 403);
});

test('his answer opens a case that waits, and asks for attention', async () => {
    const kase = await employee.create(cases, await bergen());
    await set(agent, kase, { state: '10' });
    await set(agent, kase, { state: '18', comments: 'Which beans?' });

    assert.equal((await set(employee, kase, { comments: 'Dark ones.' })).status, 200);

    assert.equal((await now(kase)).state.display_value, 'Open');
    assert.equal((await now(kase)).needs_attention.value, 'true');
});

test('he accepts a solution, or rejects it with a reason', async () => {
    const kase = await employee.create(cases, await bergen());
    const solved = { state: '6', resolution_code: '1', close_notes: 'Hopper sent.' };
    await set(agent, kase, { state: '10' });
    await set(agent, kase, solved);

    assert.equal((await set(employee, kase, { state: '10' })).status, 403);
    assert.equal((await set(employee, kase, { state: '10', comments: 'Still jams' })).status, 200);
    await set(agent, kase, solved);
    assert.equal((await set(employee, kase, { state: '3' })).status, 200);
    assert.equal((await now(kase)).state.display_value, 'Closed');
});

test('he cannot close a case without a solution', async () => {
    const kase = await employee.create(cases, await bergen());

    assert.equal((await set(employee, kase, { state: '3' })).status, 403);
});

test('he writes comments, notes and watchers, and nothing else', async () => {
    const kase = await employee.create(cases, await bergen());

    await set(employee, kase, {
        comments: 'For everybody',
        work_notes: 'For the agents',
        priority: '1',
        short_description: 'Changed',
    });

    const row = await now(kase);
    assert.equal(row.priority.value, '4');
    assert.equal(row.short_description.value, 'Grinder jams');
    assert.match(row.work_notes.display_value, /For the agents/);
});

test('he does not read work notes', async () => {
    const kase = await employee.create(cases, await bergen());
    await set(agent, kase, { work_notes: 'Sales should ask for the roast' });

    const [row] = await employee.list(cases, `sys_id=${kase.sys_id.value}`);

    assert.ok(!JSON.stringify(row).includes('roast'));
});

test('his list, his count and his groups hold exactly his cases', async () => {
    const his = await world.list(cases, `internal_contact=${greta.sys_id}`);

    const listed = await employee.list(cases);
    const counted = await employee.get<Row[]>(`/api/now/table/${cases}`, { sysparm_limit: 1 });

    assert.deepEqual(
        listed.map((row) => row.number.value).sort(),
        his.map((row) => row.number.value).sort(),
    );
    assert.equal(counted.headers.get('x-total-count'), String(his.length));
});

test('losing the role ends what he sees at once', async () => {
    const kase = await employee.create(cases, await bergen());
    const path = `/api/now/table/${cases}/${kase.sys_id.value}`;
    const query = `user=${greta.sys_id}^role.name=sn_customerservice.proxy_contact`;
    for (const grant of await world.list('sys_user_has_role', query))
        await world.admin.delete(`/api/now/table/sys_user_has_role/${grant.sys_id.value}`);

    assert.notEqual((await employee.get(path)).status, 200);
    assert.equal((await now(kase)).internal_contact.value, greta.sys_id);

    await world.grant(greta.sys_id, 'sn_customerservice.proxy_contact');
    assert.equal((await employee.get(path)).status, 200);
});
