// rest-api.md §2.4: how each type of column looks as value and as display value. The table is made
// through the API itself.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Row, start, type World } from '#support';

const table = 'u_wire_type';
let world: World;
let jana: Client; // in a zone that is not UTC, with formats of her own
let admin: string;

const columns: [name: string, type: string, more?: Record<string, string>][] = [
    ['u_string', 'string', { max_length: '200' }],
    ['u_html', 'html'],
    ['u_script', 'script'],
    ['u_conditions', 'conditions'],
    ['u_boolean', 'boolean'],
    ['u_integer', 'integer'],
    ['u_plain_integer', 'integer', { attributes: 'format=none' }],
    ['u_decimal', 'decimal'],
    ['u_float', 'float'],
    ['u_choice', 'string', { choice: '3' }],
    ['u_date_time', 'glide_date_time'],
    ['u_due_date', 'due_date'],
    ['u_date', 'glide_date'],
    ['u_duration', 'glide_duration'],
    ['u_timer', 'timer'],
    ['u_list', 'glide_list', { reference: 'sys_user' }],
    ['u_reference', 'reference', { reference: 'sys_user' }],
    ['u_currency', 'currency'],
    ['u_price', 'price'],
    ['u_journal', 'journal_input'],
    ['u_password', 'password'],
    ['u_password2', 'password2'],
    ['u_table', 'table_name'],
    ['u_document', 'document_id', { dependent: 'u_table' }],
    ['u_image', 'image'],
    ['u_user_image', 'user_image'],
    ['u_url', 'url'],
    ['u_email', 'email'],
];

before(async () => {
    world = await start();
    admin = (await world.person('admin')).sys_id;
    await world.admin.create('sys_db_object', { name: table, label: 'Wire type' });
    for (const [element, internal_type, more] of columns)
        await world.admin.create('sys_dictionary', {
            name: table,
            element,
            internal_type,
            column_label: element,
            ...more,
        });
    for (const [value, label] of [
        ['1', 'First'],
        ['2', 'Second'],
    ])
        await world.admin.create('sys_choice', { name: table, element: 'u_choice', value, label });
    jana = world.as(
        await world.user('jana.tokyo', {
            roles: ['admin'],
            fields: {
                time_zone: 'Asia/Tokyo',
                date_format: 'dd/MM/yyyy',
                time_format: 'hh:mm:ss a',
            },
        }),
    );
});

// The column of a new row that was written with this value, as this person reads it.
async function cell(column: string, written: unknown, reader: Client = world.admin) {
    const values = typeof written === 'object' && written ? written : { [column]: written };
    const row = await world.admin.create(table, values as Record<string, unknown>);
    const read = await reader.get<Row>(`/api/now/table/${table}/${row.sys_id.value}`, {
        sysparm_display_value: 'all',
        sysparm_fields: column,
    });
    return reader.expect(read, 200).result[column];
}

function plain(value: string, display_value = value) {
    return { display_value, value };
}

for (const [column, written, expected] of [
    ['u_string', 'a "quoted" <b> € 𝄞', plain('a "quoted" <b> € 𝄞')],
    ['u_html', '<p>Hello</p>', plain('<p>Hello</p>')],
    ['u_script', 'gs.info(1 < 2);', plain('gs.info(1 < 2);')],
    ['u_conditions', 'active=true^EQ', plain('active=true^EQ')],
    ['u_boolean', 'true', plain('true')],
    ['u_boolean', false, plain('false')],
    ['u_integer', '1234567', plain('1234567', '1,234,567')],
    ['u_integer', '-1234', plain('-1234', '-1,234')],
    ['u_plain_integer', '1234567', plain('1234567')],
    ['u_decimal', '1234.5', plain('1234.5', '1,234.50')],
    ['u_float', '0.125', plain('0.125')],
    ['u_choice', '2', plain('2', 'Second')],
    ['u_date', '2026-03-29', plain('2026-03-29')],
    ['u_duration', '1970-01-01 04:00:00', plain('1970-01-01 04:00:00', '4 Hours')],
    [
        'u_duration',
        '1970-01-03 10:36:00',
        plain('1970-01-03 10:36:00', '2 Days 10 Hours 36 Minutes'),
    ],
    ['u_timer', '1970-01-02 00:00:00', plain('1970-01-02 00:00:00', '1 Day')],
    ['u_currency', '1234.5', plain('1234.5', '$1,234.50')],
    ['u_price', '-3', plain('-3', '-$3.00')],
    ['u_password', 'secret', plain('********')],
    ['u_password2', 'secret', plain('********')],
    ['u_password', '', plain('')],
    ['u_table', 'sys_user', plain('sys_user', 'User')],
    ['u_url', 'https://example.com/a?b=c', plain('https://example.com/a?b=c')],
    ['u_email', 'jana@example.com', plain('jana@example.com')],
    [
        'u_image',
        '0123456789abcdef0123456789abcdef.iix',
        plain('0123456789abcdef0123456789abcdef.iix'),
    ],
    [
        'u_user_image',
        '0123456789abcdef0123456789abcdef.iix',
        plain('0123456789abcdef0123456789abcdef.iix'),
    ],
] as const) {
    test(`${column} of ${JSON.stringify(written)}`, async () => {
        assert.deepEqual(await cell(column, written), expected);
    });
}

test('a boolean without a value is false', async () => {
    assert.deepEqual(await cell('u_boolean', {}), plain('false'));
});

for (const [column, type] of columns) {
    if (type === 'boolean') continue;
    test(`${column} without a value is empty in both`, async () => {
        assert.deepEqual(await cell(column, {}), plain('', ''));
    });
}

test('a date and time is UTC as value, and in the zone and format of its reader', async () => {
    for (const column of ['u_date_time', 'u_due_date']) {
        const written = '2026-07-01 22:30:00';
        assert.deepEqual(
            await cell(column, written, jana),
            plain(written, '02/07/2026 07:30:00 AM'),
        );
        assert.deepEqual(await cell(column, written), plain(written, '2026-07-02 00:30:00'));
    }
});

test('a date is shown in the format of its reader, and never shifted', async () => {
    assert.deepEqual(await cell('u_date', '2026-07-01', jana), plain('2026-07-01', '01/07/2026'));
});

test('a list shows the names of its members', async () => {
    const olga = await world.user('olga.list');

    assert.deepEqual(
        await cell('u_list', `${olga.sys_id},${admin}`),
        plain(`${olga.sys_id},${admin}`, 'Olga List, System Administrator'),
    );
});

test('a journal has no value and shows all its entries, newest first', async () => {
    const row = await world.admin.create('incident', {});
    const path = `/api/now/table/incident/${row.sys_id.value}`;
    await world.time('2026-11-22T07:15:00Z', true);
    await world.admin.patch(path, { comments: 'Looking into it' });
    await world.time('2026-11-22T08:15:00Z', true);
    await world.admin.patch(path, { work_notes: 'Pump replaced' });

    const read = await world.admin.get<Row>(path, {
        sysparm_display_value: 'all',
        sysparm_fields: 'comments,work_notes,comments_and_work_notes',
    });

    const note = '2026-11-22 09:15:00 - System Administrator (Work notes)\nPump replaced\n\n';
    const comment =
        '2026-11-22 08:15:00 - System Administrator (Additional comments)\nLooking into it\n\n';
    assert.deepEqual(read.result, {
        comments: plain('', comment),
        work_notes: plain('', note),
        comments_and_work_notes: plain('', note + comment),
    });
});

test('journal entries are rows of sys_journal_field', async () => {
    const row = await world.admin.create('incident', { comments: 'One line' });

    const [entry] = await world.list('sys_journal_field', `element_id=${row.sys_id.value}`);

    assert.equal(entry.name.value, 'incident');
    assert.equal(entry.element.value, 'comments');
    assert.equal(entry.value.value, 'One line');
    assert.equal(entry.sys_created_by.value, 'admin');
});

test('sys_class_name shows the label of the table', async () => {
    const row = await world.admin.create('incident', {});

    assert.deepEqual(row.sys_class_name, plain('incident', 'Incident'));
});

test('sys_domain is a reference to the group that stands for the domain', async () => {
    const row = await world.admin.create('incident', {});

    assert.deepEqual(row.sys_domain, {
        display_value: 'global',
        link: `${world.base}/api/now/table/sys_user_group/global`,
        value: 'global',
    });
});

test('a document shows what its record shows', async () => {
    assert.deepEqual(
        await cell('u_document', { u_table: 'sys_user', u_document: admin }),
        plain(admin, 'User: System Administrator'),
    );
});

test('tags have no value and show the names of those that one may see', async () => {
    const row = await world.admin.create('incident', {});
    const label = await world.admin.create('label', {
        name: 'Urgent visit',
        viewable_by: 'everyone',
    });
    await world.admin.create('label_entry', {
        label: label.sys_id.value,
        table: 'incident',
        table_key: row.sys_id.value,
    });

    const [read] = await world.list('incident', `sys_id=${row.sys_id.value}`);

    assert.deepEqual(read.sys_tags, plain('', 'Urgent visit'));
});
