// The ServiceNow node of n8n, unmodified, in a host that only sends its requests here.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { runNode } from './n8n_host.ts';

let world: World;
let admin: Person;

before(async () => {
    world = await start({ tls: true });
    admin = await world.person('admin');
});

const run = (parameters: Record<string, unknown>, binary?: Parameters<typeof runNode>[3]) =>
    runNode(world, admin, parameters, binary);

async function newIncident(shortDescription: string): Promise<Record<string, string>> {
    const [item] = await run({
        resource: 'incident',
        operation: 'create',
        short_description: shortDescription,
        additionalFields: { impact: 1, urgency: 1 },
    });
    return item?.json as Record<string, string>;
}

test('creates, reads, updates and deletes an incident', async () => {
    const incident = await newIncident('Till does not open');
    assert.match(incident.number ?? '', /^INC\d{7}$/);
    assert.equal(incident.short_description, 'Till does not open');

    const of = { resource: 'incident', id: incident.sys_id, options: {} };
    await run({ ...of, operation: 'update', updateFields: { description: 'Since this morning' } });
    const [read] = await run({ ...of, operation: 'get' });
    assert.equal(read?.json.description, 'Since this morning');
    assert.equal(read?.json.short_description, 'Till does not open');

    const table = { resource: 'tableRecord', tableName: 'incident', id: incident.sys_id };
    assert.deepEqual(await run({ ...table, operation: 'delete' }), [{ json: { success: true } }]);
    await assert.rejects(run({ ...of, operation: 'get' }), /404 .*No Record found/);
});

test('fetches all pages of a table that is longer than its page of 100', async () => {
    const { headers } = await world.admin.get('/api/now/table/sys_dictionary?sysparm_limit=1');
    const total = Number(headers.get('x-total-count'));
    assert.ok(total > 500);

    const everything = await run({
        resource: 'tableRecord',
        operation: 'getAll',
        tableName: 'sys_dictionary',
        returnAll: true,
        options: { sysparm_fields: ['sys_id', 'name'] },
    });

    assert.equal(new Set(everything.map((item) => item.json.sys_id)).size, total);
    assert.deepEqual(Object.keys(everything[0]?.json ?? {}), ['sys_id', 'name']);
});

test('filters and limits, with display values', async () => {
    await newIncident('Scanner reads nothing');
    const found = await run({
        resource: 'incident',
        operation: 'getAll',
        returnAll: false,
        limit: 5,
        options: {
            sysparm_query: 'short_descriptionLIKEscanner',
            sysparm_display_value: 'true',
            sysparm_exclude_reference_link: true,
            sysparm_fields: 'short_description,opened_by',
        },
    });

    assert.deepEqual(
        found.map((item) => item.json),
        [{ short_description: 'Scanner reads nothing', opened_by: 'System Administrator' }],
    );
});

test('finds people by user name, and lists groups, roles, departments and configuration items', async () => {
    const [user] = await run({
        resource: 'user',
        operation: 'get',
        getOption: 'user_name',
        user_name: 'admin',
        options: {},
    });
    assert.equal(user?.json.sys_id, admin.sys_id);

    for (const resource of ['userGroup', 'userRole', 'department', 'configurationItems']) {
        const list = { resource, operation: 'getAll', returnAll: false, limit: 1, options: {} };
        const items = await run(list);
        assert.ok(items.length <= 1, resource);
        if (resource === 'userRole') assert.equal(items.length, 1);
    }
});

test('creates a record from chosen columns and changes another from the whole input', async () => {
    const [made] = await run({
        resource: 'tableRecord',
        operation: 'create',
        tableName: 'problem',
        dataToSend: 'columns',
        fieldsToSend: { field: [{ column: 'short_description', value: 'Tills restart' }] },
    });
    assert.match(String(made?.json.number), /^PRB/);

    const [changed] = await run(
        {
            resource: 'tableRecord',
            operation: 'update',
            tableName: 'problem',
            id: made?.json.sys_id,
            dataToSend: 'mapInput',
            inputsToIgnore: 'secret',
        },
        { json: { description: 'After an update', secret: 'x', priority: 2, active: true } },
    );
    assert.equal(changed?.json.description, 'After an update');
    assert.equal(changed?.json.active, 'true');
});

test('uploads a file, lists it, downloads the same bytes and deletes it', async () => {
    const incident = await newIncident('Receipt printer prints stripes');
    const data = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 10, 13]);
    const upload = { data, fileName: 'stripes.bin', mimeType: 'application/octet-stream' };

    const [uploaded] = await run(
        {
            resource: 'attachment',
            operation: 'upload',
            tableName: 'incident',
            id: incident.sys_id,
            inputDataFieldName: 'photo',
            options: {},
        },
        { json: {}, binary: { photo: upload } },
    );
    assert.equal(uploaded?.json.size_bytes, '8');

    const [listed] = await run({
        resource: 'attachment',
        operation: 'getAll',
        tableName: 'incident',
        returnAll: true,
        download: true,
        outputField: 'file',
        options: { queryFilter: `table_sys_id=${incident.sys_id}` },
    });
    assert.equal(listed?.binary?.file?.fileName, 'stripes.bin');
    assert.deepEqual(listed?.binary?.file?.data, data);

    const one = { resource: 'attachment', attachmentId: uploaded?.json.sys_id, download: false };
    await run({ ...one, operation: 'delete' });
    await assert.rejects(run({ ...one, operation: 'get' }), /404/);
});

test('says why when a table does not exist', async () => {
    const wish = { resource: 'tableRecord', operation: 'getAll', tableName: 'no_such_table' };
    await assert.rejects(
        run({ ...wish, returnAll: false, limit: 1, options: {} }),
        /400 .*Invalid table no_such_table/,
    );
});
