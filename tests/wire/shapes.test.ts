// rest-api.md §2.3: kinds of fields by display mode and links, eight cells each.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { start, type World } from '#support';

const table = 'sn_customerservice_case';
let world: World;
let withAccount: string;
let without: string;
let dangling: string;
let account: string;
let contact: string;
const lost = 'feedfeedfeedfeedfeedfeedfeedfeed';

before(async () => {
    world = await start({ plugins: ['com.sn_customerservice'] });
    account = (await world.admin.create('customer_account', { name: 'Boxeo' })).sys_id.value;
    contact = (
        await world.admin.create('customer_contact', {
            user_name: 'geneva',
            first_name: 'Geneva',
            last_name: 'Woods',
            email: 'geneva@boxeo.example',
            account,
        })
    ).sys_id.value;
    await world.admin.update('customer_account', account, { primary_contact: contact });
    const make = async (values: Record<string, unknown>) =>
        (await world.admin.create(table, { short_description: 'Shape', priority: '2', ...values }))
            .sys_id.value;
    withAccount = await make({ account, contact });
    without = await make({});
    dangling = await make({ assigned_to: lost });
});

async function read(id: string, fields: string, mode: string, excluded: boolean, version = '') {
    const answer = await world.admin.get<Record<string, unknown>>(
        `/api/now${version}/table/${table}/${id}`,
        {
            sysparm_fields: fields,
            sysparm_display_value: mode,
            sysparm_exclude_reference_link: excluded,
        },
    );
    assert.equal(answer.status, 200, answer.text);
    return answer.result;
}

const fields =
    'priority,account,cause,account.name,account.primary_contact,account.primary_contact.email';
const link = (of: string, id: string, version = '') =>
    `${world.base}/api/now${version}/table/${of}/${id}`;

const empty = { display_value: '', value: '' };
const email = 'geneva@boxeo.example';

const cells: [mode: string, excluded: boolean, full: () => object, bare: object][] = [
    [
        'false',
        false,
        () => ({
            priority: '2',
            account: { link: link('customer_account', account), value: account },
            cause: '',
            'account.name': 'Boxeo',
            'account.primary_contact': { link: link('customer_contact', contact), value: contact },
            'account.primary_contact.email': email,
        }),
        plainly('2', ''),
    ],
    [
        'false',
        true,
        () => ({
            priority: '2',
            account,
            cause: '',
            'account.name': 'Boxeo',
            'account.primary_contact': contact,
            'account.primary_contact.email': email,
        }),
        plainly('2', ''),
    ],
    [
        'true',
        false,
        () => ({
            priority: '2 - High',
            account: { display_value: 'Boxeo', link: link('customer_account', account) },
            cause: '',
            'account.name': 'Boxeo',
            'account.primary_contact': {
                display_value: 'Geneva Woods',
                link: link('customer_contact', contact),
            },
            'account.primary_contact.email': email,
        }),
        plainly('2 - High', ''),
    ],
    [
        'true',
        true,
        () => ({
            priority: '2 - High',
            account: 'Boxeo',
            cause: '',
            'account.name': 'Boxeo',
            'account.primary_contact': 'Geneva Woods',
            'account.primary_contact.email': email,
        }),
        plainly('2 - High', ''),
    ],
    [
        'all',
        false,
        () => ({
            priority: { display_value: '2 - High', value: '2' },
            account: {
                display_value: 'Boxeo',
                link: link('customer_account', account),
                value: account,
            },
            cause: empty,
            'account.name': { display_value: 'Boxeo', value: 'Boxeo' },
            'account.primary_contact': {
                display_value: 'Geneva Woods',
                link: link('customer_contact', contact),
                value: contact,
            },
            'account.primary_contact.email': { display_value: email, value: email },
        }),
        plainly({ display_value: '2 - High', value: '2' }, empty),
    ],
    [
        'all',
        true,
        () => ({
            priority: { display_value: '2 - High', value: '2' },
            account: { display_value: 'Boxeo', value: account },
            cause: empty,
            'account.name': { display_value: 'Boxeo', value: 'Boxeo' },
            'account.primary_contact': { display_value: 'Geneva Woods', value: contact },
            'account.primary_contact.email': { display_value: email, value: email },
        }),
        plainly({ display_value: '2 - High', value: '2' }, empty),
    ],
];

function plainly(priority: unknown, nothing: unknown): object {
    return {
        priority,
        account: nothing,
        cause: nothing,
        'account.name': nothing,
        'account.primary_contact': nothing,
        'account.primary_contact.email': nothing,
    };
}

for (const [mode, excluded, full, bare] of cells) {
    const title = `display ${mode}, links ${excluded ? 'excluded' : 'included'}`;
    test(`${title}: a case with an account`, async () => {
        assert.deepEqual(await read(withAccount, fields, mode, excluded), full());
    });
    test(`${title}: a case without an account`, async () => {
        assert.deepEqual(await read(without, fields, mode, excluded), bare);
    });
    test(`${title}: a list has the shapes of a single record`, async () => {
        const answer = await world.admin.get<object[]>(`/api/now/table/${table}`, {
            sysparm_query: `sys_id=${withAccount}`,
            sysparm_fields: fields,
            sysparm_display_value: mode,
            sysparm_exclude_reference_link: excluded,
        });
        assert.deepEqual(answer.result, [full()]);
    });
}

test('a reference whose target is missing keeps value and link and shows nothing', async () => {
    assert.deepEqual(await read(dangling, 'assigned_to', 'all', false), {
        assigned_to: { display_value: '', link: link('sys_user', lost), value: lost },
    });
    assert.deepEqual(await read(dangling, 'assigned_to', 'true', false), {
        assigned_to: { display_value: '', link: link('sys_user', lost) },
    });
});

test('links carry the version of the request', async () => {
    const row = await read(withAccount, 'account', 'false', false, '/v1');

    assert.deepEqual(row.account, {
        link: link('customer_account', account, '/v1'),
        value: account,
    });
});

test('no value of a record is null, a number or a boolean', async () => {
    const { result } = await world.admin.get<Record<string, unknown>>(
        `/api/now/table/${table}/${withAccount}`,
    );
    for (const [name, value] of Object.entries(result)) {
        const texts = typeof value === 'object' && value ? Object.values(value) : [value];
        for (const text of texts) assert.equal(typeof text, 'string', name);
    }
});

test('a dot-walk reaches three levels', async () => {
    const head = (await world.person('admin')).sys_id;
    const department = await world.admin.create('cmn_department', {
        name: 'Roasting',
        dept_head: head,
    });
    const user = await world.user('ines.three', {
        fields: { department: department.sys_id.value },
    });

    const { result } = await world.admin.get<Record<string, string>>(
        `/api/now/table/sys_user/${user.sys_id}`,
        {
            sysparm_fields: 'department.dept_head.user_name,department.dept_head.manager.name',
        },
    );

    assert.deepEqual(result, {
        'department.dept_head.user_name': 'admin',
        'department.dept_head.manager.name': '',
    });
});
