import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, start, type World } from '#support';

type Flat = Record<string, string>;

let world: World;
let service: Client;

before(async () => {
    world = await start({ demo: true });
    service = world.as(await world.person('svc-integration'));
});

// account-api.md, contact-api.md, consumer-api.md; but for the contact's private number, which an
// integration may not read.
const documented = {
    account:
        'account_code,account_parent,account_path,active_escalation,apple_icon,banner_image,banner_image_light,banner_text,' +
        'city,contact,country,customer,discount,fax_phone,fiscal_year,lat_long_error,latitude,longitude,manufacturer,' +
        'market_cap,name,notes,num_employees,number,parent,partner,phone,primary,primary_contact,profits,' +
        'publicly_traded,rank_tier,registration_code,revenue_per_year,state,stock_price,stock_symbol,street,' +
        'sys_class_name,sys_created_by,sys_created_on,sys_id,sys_mod_count,sys_tags,sys_updated_by,sys_updated_on,theme,' +
        'vendor,vendor_manager,vendor_type,website,zip',
    contact:
        'account,active,agent_status,building,city,company,country,department,email,employee_number,first_name,last_name,' +
        'middle_name,name,gender,mobile_phone,phone,preferred_language,time_zone,time_format,title,' +
        'user_name,vip,sys_id',
    consumer:
        'active,business_phone,city,country,date_format,email,fax,first_name,gender,home_phone,household,last_name,' +
        'middle_name,mobile_phone,name,notes,notification,number,photo,preferred_language,prefix,primary,state,street,' +
        'suffix,sys_id,time_format,time_zone,title,user,zip',
};

for (const [name, keys] of Object.entries(documented)) {
    const api = `/api/now/${name}`;
    test(`${name}: ten flat rows with every documented key, and one of them`, async () => {
        const list = await service.get<Flat[]>(api);
        assert.equal(list.status, 200);
        const total = Number(list.headers.get('x-total-count'));
        assert.equal(list.result.length, Math.min(10, total));
        assert.match(list.headers.get('link') ?? '', /sysparm_limit=10&.*rel="first"/);
        const [first] = list.result;
        assert.deepEqual(
            keys.split(',').filter((key) => first && !(key in first)),
            [],
        );
        for (const value of Object.values(first ?? {})) assert.equal(typeof value, 'string');
        assert.equal('user_password' in (first ?? {}), false);

        const one = await service.get<Flat>(`/api/now/v1/${name}/${first?.sys_id}`);
        assert.deepEqual(one.result, first);
        assert.equal((await service.get(`${api}/${'0'.repeat(32)}`)).status, 404);
        assert.equal((await service.get(`${api}/${first?.name}`)).status, 404);
        const named = await service.get<Flat[]>(api, {
            sysparm_query: `name=${first?.name}`,
            sysparm_limit: 5,
        });
        assert.equal(named.result[0]?.name, first?.name);
    });
}

test('a contact and a consumer are created; the answer is the bare sys_id', async () => {
    const [account] = await world.list('customer_account', 'name=Brannock Hotels Nordics');
    const contact = await service.post<string>('/api/now/contact', {
        first_name: 'Liv',
        last_name: 'Aune',
        account: account?.sys_id.value,
        email: 'liv@brannock.example',
        social_channel: 'LinkedIn',
        social_handle: 'livaune',
    });
    assert.equal(contact.status, 201, contact.text);
    assert.match(contact.result, /^[0-9a-f]{32}$/);
    assert.equal(
        contact.headers.get('location'),
        `${world.base}/api/now/contact/${contact.result}`,
    );
    const [profile] = await world.list('sn_app_cs_social_social_profile', 'social_id=livaune');
    assert.equal(profile?.contact?.value, contact.result);

    const consumer = await service.post<string>('/api/now/v1/consumer', {
        first_name: 'Ada',
        last_name: 'Berg',
    });
    assert.equal(consumer.status, 201);
    const row = await service.get<Flat>(`/api/now/consumer/${consumer.result}`);
    assert.equal(row.result.name, 'Ada Berg');
});

test('a contact without its account is refused', async () => {
    const answer = await service.post('/api/now/contact', { last_name: 'Nowhere' });
    assert.equal(answer.status, 403);
    assert.match(answer.error?.detail ?? '', /Account/);
});

test('accounts are read here and written elsewhere', async () => {
    const answer = await service.post('/api/now/account', { name: 'New' });
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), 'GET');
});
