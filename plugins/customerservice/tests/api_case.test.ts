import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, start, type World } from '#support';

const api = '/api/sn_customerservice/case';
type Flat = Record<string, string>;
type Case = Record<string, string | Flat | Flat[]>;

let world: World;
let service: Client;
let mira: Person;
let tomas: Person;

before(async () => {
    world = await start({ demo: true });
    service = world.as(await world.person('svc-integration'));
    mira = await world.person('mira.solheim');
    tomas = await world.person('tomas.beran');
});

async function open(client: Client, body: unknown): Promise<Flat> {
    const answer = await client.post<Flat>(api, body);
    return client.expect(answer, 201).result;
}
const get = async (client: Client, id: string, query = {}) =>
    client.expect(await client.get<Case>(`${api}/${id}`, query), 200).result;
const account = async (name: string) =>
    (await world.list('customer_account', `name=${name}`))[0]?.sys_id.value ?? '';

// case-api.md, without sysparm_fields.
const documented = (
    'parent,caused_by,watch_list,active_escalation,upon_reject,sys_updated_on,support_manager,approval_history,skills,' +
    'number,problem,state,case,sys_created_by,knowledge,order,cmdb_ci,delivery_plan,impact,contract,active,' +
    'work_notes_list,auto_created_case,priority,sys_domain_path,rejection_goto,first_response_time,business_duration,' +
    'group_list,child_case_creation_progress,sync_driver,approval_set,wf_activity,short_description,' +
    'correlation_display,delivery_task,work_start,recipient_list,additional_assignee_list,notify,sys_class_name,' +
    'closed_by,follow_up,contact_local_time,sn_app_cs_social_social_profile,reassignment_count,contact_time_zone,' +
    'notes_to_comments,assigned_to,product,variables,variable_pool,hierarchical_variables,sla_due,change,' +
    'comments_and_work_notes,partner,escalation,upon_approval,partner_contact,correlation_id,asset,made_sla,' +
    'resolved_by,sys_updated_by,opened_by,user_input,sys_created_on,contact,sys_domain,closed_at,follow_the_sun,' +
    'entitlement,business_service,business_impact,time_worked,expected_start,opened_at,work_end,resolved_at,' +
    'case_report,subcategory,work_notes,assignment_group,cause,description,calendar_duration,close_notes,sys_id,' +
    'contact_type,resolution_code,probable_cause,urgency,company,major_case_state,consumer,activity_due,comments,' +
    'approval,due_date,sys_mod_count,sys_tags,active_account_escalation,location,category,account'
).split(',');

test('a case that an integration opens with a contact knows the rest by itself', async () => {
    const made = await open(service, {
        contact: mira.sys_id,
        short_description: 'Pump leaks',
        priority: 2,
        active: true,
        nonsense: 'x',
    });

    assert.deepEqual(Object.keys(made).sort(), ['number', 'sys_id']);
    assert.match(made.number ?? '', /^CS\d{7}$/);
    const kase = await get(service, made.sys_id ?? '');
    assert.equal((kase.account as Flat).name, 'Brannock Hotels Nordics');
    assert.equal(kase.priority, '2');
    assert.equal(kase.state, '1');
    assert.notEqual(kase.case_report, '');
    assert.equal(kase.case, `Pump leaks ${made.number}`);
});

test('an empty body opens a case from defaults', async () => {
    const answer = await service.post<Flat>(api);
    assert.equal(answer.status, 201, answer.text);
    const kase = await get(service, answer.result.sys_id ?? '');
    assert.equal(kase.state, '1');
    assert.equal(kase.priority, '4');
    assert.equal(kase.case, `No subject ${answer.result.number}`);
});

test('a case has every documented key, flat, with whole records of its customer', async () => {
    const [row] = await world.list('sn_customerservice_case', 'contact.user_name=mira.solheim');
    const kase = await get(service, row?.sys_id.value ?? '');

    assert.deepEqual(
        documented.filter((key) => !(key in kase)),
        [],
    );
    const nested = ['account', 'contact', 'consumer', 'sn_app_cs_social_social_profile'];
    for (const [key, value] of Object.entries(kase))
        if (!nested.includes(key)) assert.equal(typeof value, 'string', key);
    assert.equal((kase.contact as Flat).user_name, 'mira.solheim');
    assert.equal('user_password' in (kase.contact as Flat), false);
    assert.equal(typeof (kase.contact as Flat).account, 'string');
    assert.equal(kase.consumer, '');
    assert.deepEqual(kase.sn_app_cs_social_social_profile, []);
    assert.equal(kase.sys_domain, 'global');

    const flat = await get(service, row?.number?.value ?? '', {
        sysparm_reference_fields: 'false',
    });
    assert.equal(flat.contact, mira.sys_id);
    assert.equal(flat.sys_id, row?.sys_id.value);
    const shown = await get(service, row?.sys_id.value ?? '', {
        display_value: 'true',
        fields: 'number,contact,state',
    });
    assert.deepEqual(Object.keys(shown), ['number', 'contact', 'state']);
    assert.equal((shown.contact as Flat).account, 'Brannock Hotels Nordics');
});

test('a list comes in pages, with or without the prefix', async () => {
    const nordics = await account('Brannock Hotels Nordics');
    const query = `account=${nordics}^ORDERBYnumber`;
    const all = await service.get<Case[]>(api, {
        sysparm_query: query,
        sysparm_fields: 'number,account',
    });
    const total = Number(all.headers.get('x-total-count'));
    assert.equal(all.result.length, total);
    assert.ok(total > 3);

    const page = await service.get<Case[]>('/api/sn_customerservice/v1/case', {
        query,
        limit: 2,
        offset: 1,
        fields: 'number',
    });
    assert.deepEqual(
        page.result.map((row) => row.number),
        all.result.slice(1, 3).map((row) => row.number),
    );
    assert.equal(page.headers.get('x-total-count'), String(total));
    assert.match(
        page.headers.get('link') ?? '',
        /^<http.*\/api\/sn_customerservice\/v1\/case\?.*>;rel="first",/,
    );
    assert.equal(((await service.get<Case[]>(api, { limit: 0 })).result ?? []).length, 0);
    assert.equal((await service.get(api, { offset: -1 })).status, 400);
});

test('a customer sets only what is his, and the rest is left out without a word', async () => {
    const customer = world.as(mira);
    const made = await open(customer, {
        short_description: 'Grinder jams',
        priority: '1',
        comments: 'It began today.',
        work_notes: 'secret',
        assigned_to: tomas.sys_id,
        watch_list: tomas.sys_id,
        state: '10',
        resolution_code: '1',
        sys_id: '0123456789abcdef0123456789abcdef',
    });
    assert.notEqual(made.sys_id, '0123456789abcdef0123456789abcdef');

    const kase = await get(service, made.sys_id ?? '', { reference_fields: 'false' });
    assert.equal(kase.contact, mira.sys_id);
    assert.equal(kase.priority, '1');
    assert.equal(kase.assigned_to, '');
    assert.equal(kase.watch_list, '');
    assert.equal(kase.resolution_code, '');
    assert.equal(kase.state, '1');
    const notes = await world.list('sys_journal_field', `element_id=${made.sys_id}`);
    assert.deepEqual(
        notes.map((note) => note.element?.value),
        ['comments'],
    );

    const changed = await customer.put<Flat>(`${api}/${made.sys_id}`, {
        priority: '4',
        short_description: 'Other',
        comments: 'Still.',
    });
    assert.equal(changed.status, 200);
    assert.deepEqual(changed.result, { sys_id: made.sys_id, number: made.number });
    const after = await get(service, made.sys_id ?? '');
    assert.equal(after.priority, '1');
    assert.equal(after.short_description, 'Grinder jams');
});

test('a customer may open a case only where a step of his leads', async () => {
    const customer = world.as(mira);
    for (const [state, expected] of [
        ['6', '1'],
        ['7', '1'],
        ['3', '3'],
    ]) {
        const { sys_id: id } = await open(customer, { short_description: `As ${state}`, state });
        assert.equal((await get(service, id ?? '')).state, expected);
    }
    const { sys_id: id } = await open(service, { short_description: 'As open', state: '10' });
    assert.equal((await get(service, id ?? '')).state, '10');
});

test('a customer takes the steps of his flow and no others', async () => {
    const customer = world.as(mira);
    const { sys_id: id } = await open(customer, { short_description: 'Steps' });
    assert.equal((await customer.put(`${api}/${id}`, { state: '6' })).status, 403);

    const closed = await customer.put<Case>(
        `${api}/${id}`,
        { state: '3' },
        { sysparm_get_case_details: 'true' },
    );
    assert.equal(closed.status, 200);
    assert.equal(closed.result.state, '3');
    assert.equal((closed.result.account as Flat).name, 'Brannock Hotels Nordics');
    assert.equal((await customer.put(`${api}/${id}`, { comments: 'late' })).status, 403);
});

test('a case of somebody else is not there', async () => {
    const stranger = world.as(await world.person('sanna.ruud'));
    const { sys_id: id, number } = await open(world.as(mira), { short_description: 'Hers' });

    for (const name of [id, number, 'CS9999999', 'javascript:gs.getUserID()']) {
        const answer = await stranger.get(`${api}/${name}`);
        assert.equal(answer.status, 404);
        assert.deepEqual(answer.error, {
            message: 'No Record found',
            detail: "Record doesn't exist or ACL restricts the record retrieval",
        });
        assert.equal((await stranger.put(`${api}/${name}`, { comments: 'x' })).status, 404);
        assert.equal((await stranger.get(`${api}/${name}/activities`)).status, 404);
        assert.equal((await stranger.get(`${api}/${name}/field_values/state`)).status, 404);
    }
    assert.deepEqual((await stranger.get<Case[]>(api, { query: `sys_id=${id}` })).result, []);
});

interface Activities {
    number: string;
    journal_fields: Record<string, unknown>[];
    entries: Record<string, unknown>[];
}
const activities = async (client: Client, id: string | undefined, query = {}) =>
    client.expect(await client.get<Activities>(`${api}/${id}/activities`, query), 200).result;

test('activities: comments, notes and files, newest first, as the reader may read', async () => {
    const { sys_id: id, number } = await open(world.as(mira), {
        short_description: 'Talk',
        comments: 'First',
    });
    await service.put(`${api}/${id}`, { work_notes: 'Between us' });
    await world.as(mira).send('POST', '/api/now/attachment_csm/file', 'a,b', {
        table_name: 'sn_customerservice_case',
        table_sys_id: id,
        file_name: 'log.csv',
    });

    const all = await activities(service, id);
    assert.equal(all.number, number);
    assert.deepEqual(all.entries.map((entry) => entry.element).sort(), [
        'attachment',
        'comments',
        'work_notes',
    ]);
    assert.deepEqual(
        all.journal_fields.map((field) => [field.name, field.color, field.can_read]),
        [
            ['comments', 'transparent', true],
            ['work_notes', 'gold', true],
        ],
    );
    const comment = all.entries.find((entry) => entry.element === 'comments');
    assert.equal(comment?.value, 'First');
    assert.equal(comment?.name, 'Mira Solheim');
    assert.equal(comment?.initials, 'MS');
    assert.equal(comment?.user_sys_id, mira.sys_id);
    const file = all.entries.find((entry) => entry.element === 'attachment')?.attachment as Record<
        string,
        unknown
    >;
    assert.equal(file.file_name, 'log.csv');
    assert.equal(file.size_bytes, 3);
    const times = all.entries.map((entry) => String(entry.sys_created_on));
    assert.deepEqual(times, [...times].sort().reverse());

    const hers = await activities(world.as(mira), number, {
        sysparm_activity_type: 'work_notes,comments',
    });
    assert.deepEqual(
        hers.entries.map((entry) => entry.element),
        ['comments'],
    );
    assert.deepEqual(
        hers.journal_fields.map((field) => field.name),
        ['comments'],
    );
    const one = await activities(service, id, { limit: 1, offset: 1 });
    assert.deepEqual(one.entries, [all.entries[1]]);
});

test('field values: choices, dependent ones, and references as the case has them', async () => {
    const values = async (client: Client, path: string, query = {}) =>
        client.get<Flat[]>(`${api}/${path}`, query);
    const states = await values(service, 'field_values/state');
    assert.deepEqual(states.result[0], { label: 'New', value: '1' });
    assert.equal(states.result.length, 6);
    const sub = await values(service, 'field_values/subcategory', { sysparm_dependent_value: '1' });
    assert.deepEqual(sub.result, []);
    const dependent = await values(service, 'field_values/subcategory', { dependent_value: '0' });
    assert.deepEqual(dependent.result, [{ label: 'General question', value: '0' }]);

    const nordics = await account('Brannock Hotels Nordics');
    const contacts = await values(service, 'field_values/contact', {
        sysparm_ref_qual_input: `account=${nordics}`,
        sysparm_reference_field_columns: 'email,nonsense',
        sysparm_query: 'first_nameSTARTSWITHMi',
    });
    assert.deepEqual(contacts.result, [
        { label: 'Mira Solheim', value: mira.sys_id, email: 'mira.solheim@nordics.example' },
    ]);
    const { sys_id: id } = await open(world.as(mira), { short_description: 'Which' });
    const hers = await values(world.as(mira), `${id}/field_values/contact`);
    assert.ok(hers.result.some((row) => row.value === mira.sys_id));
    assert.equal((await values(service, 'field_values/nonsense')).status, 400);
    assert.equal((await values(service, 'field_values/short_description')).status, 400);
    assert.equal((await values(world.as(mira), 'field_values/support_manager')).status, 400);
});

test('a case from a post names the profile that wrote it', async () => {
    const body = {
        contact: mira.sys_id,
        short_description: 'From a post',
        social_channel: 'X',
        social_handle: '@mira',
        social_handle_type: 'contact',
        social_handle_url: 'https://x.example/mira',
    };
    const first = await open(service, body);
    await open(service, body);

    const kase = await get(service, first.sys_id ?? '');
    const [profile] = kase.sn_app_cs_social_social_profile as unknown as Record<
        string,
        string | Flat
    >[];
    assert.equal(profile?.social_id, '@mira');
    assert.equal(profile?.contact, mira.sys_id);
    assert.equal((profile?.channel as Flat | undefined)?.name, 'X');
    assert.equal(
        (await world.list('sn_app_cs_social_social_profile', 'social_id=@mira')).length,
        1,
    );
});
