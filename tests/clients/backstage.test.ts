// Backstage's ServiceNow plugins, unmodified: the incident list of the backend and the table actions
// of software templates.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { installed } from './modules.ts';

interface Incidents {
    items: Record<string, string>[];
    totalCount: number;
}
interface Connection {
    getAuthHeaders(): Promise<Record<string, string>>;
}
interface Action {
    id: string;
    handler(context: object): Promise<void>;
}

const backend = '@backstage-community/plugin-servicenow-backend/dist/service-now-rest';
const actions =
    '@backstage-community/plugin-scaffolder-backend-module-servicenow/dist/actions/servicenow/now/table';
const { ServiceNowConnection } = installed<{
    ServiceNowConnection: new (config: object, logger: object) => Connection;
}>(`${backend}/connection.cjs.js`);
const { DefaultServiceNowClient } = installed<{
    DefaultServiceNowClient: new (
        connection: Connection,
        logger: object,
    ) => { fetchIncidents(options: object): Promise<Incidents> };
}>(`${backend}/client.cjs.js`);
const { ServiceNowSchemaChecker } = installed<{
    ServiceNowSchemaChecker: new (
        connection: Connection,
    ) => { getIncidentFields(): Promise<Set<string>> };
}>(`${backend}/schema-checker.cjs.js`);
const { createTableActions } = installed<{
    createTableActions: (options: object) => Action[];
}>(`${actions}/index.cjs.js`);

const silent = { info() {}, warn() {}, error() {}, debug() {} };
let world: World;
let wilma: Person;

before(async () => {
    world = await start({ tls: true });
    wilma = await world.user('wilma.bauer', { roles: ['itil'] });
    for (const priority of [1, 2, 3])
        await world.as(wilma).create('incident', {
            short_description: `Build ${priority} is red`,
            priority,
            caller_id: wilma.sys_id,
        });
    await world.admin.create('incident', { short_description: 'Of somebody else' });
});

const connect = (access: object) =>
    new ServiceNowConnection({ servicenow: { instanceUrl: `${world.base}/`, ...access } }, silent);
const basic = (password = wilma.password) =>
    connect({ basicAuth: { username: wilma.user_name, password } });

test('lists the incidents of a person by page, in order, with the whole number', async () => {
    const client = new DefaultServiceNowClient(basic(), silent);
    const options = { userEmail: wilma.email, limit: 2, orderBy: 'short_description' };

    const first = await client.fetchIncidents({ ...options, order: 'desc', offset: 0 });
    assert.equal(first.totalCount, 3);
    assert.deepEqual(
        first.items.map((item) => item.short_description),
        ['Build 3 is red', 'Build 2 is red'],
    );
    const rest = await client.fetchIncidents({ ...options, order: 'desc', offset: 2 });
    assert.deepEqual(
        rest.items.map((item) => item.short_description),
        ['Build 1 is red'],
    );
});

test('searches and filters incidents, and its links open in the workspace', async () => {
    const client = new DefaultServiceNowClient(basic(), silent);
    const { items } = await client.fetchIncidents({
        search: 'Build',
        priority: '<=1',
        state: '!=7',
        limit: 20,
    });
    assert.deepEqual(
        items.map((item) => item.short_description),
        ['Build 1 is red'],
    );

    const answer = await fetch(items[0]?.url ?? '', { redirect: 'manual' });
    assert.equal(answer.status, 302);
    assert.match(answer.headers.get('location') ?? '', /^\//);
});

test('learns the fields of incidents from the dictionary', async () => {
    const fields = await new ServiceNowSchemaChecker(basic()).getIncidentFields();
    assert.ok(fields.has('caller_id'));
});

test('says that the password is wrong', async () => {
    const client = new DefaultServiceNowClient(basic('guess'), silent);
    await assert.rejects(client.fetchIncidents({ limit: 1 }), /status code 401/);
});

async function act(name: string, input: object): Promise<Record<string, unknown>> {
    const config = {
        getString: (key: string) =>
            ({
                'servicenow.baseUrl': world.base,
                'servicenow.username': 'admin',
                'servicenow.password': 'admin',
            })[key],
    };
    const action = createTableActions({ config }).find(({ id }) => id.endsWith(`:${name}`));
    if (!action) throw new Error(`there is no action ${name}`);
    const outputs: Record<string, unknown> = {};
    const output = (key: string, value: unknown) => {
        outputs[key] = value;
    };
    await action.handler({ input, output, logger: silent });
    return outputs;
}

test('a template creates, reads, changes, replaces and deletes a record', async () => {
    const tableName = 'change_request';
    const made = await act('createRecord', {
        tableName,
        requestBody: { short_description: 'Deploy', risk: 3, active: true },
        sysparmInputDisplayValue: true,
        sysparmFields: ['sys_id', 'number', 'active'],
    });
    const { sys_id: sysId, number, ...rest } = made.result as Record<string, string>;
    assert.match(number ?? '', /^CHG\d{7}$/);
    assert.deepEqual(rest, { active: 'true' });

    await act('modifyRecord', { tableName, sysId, requestBody: { description: 'By night' } });
    await act('updateRecord', { tableName, sysId, requestBody: { short_description: 'Deploy 2' } });
    const read = await act('retrieveRecord', {
        tableName,
        sysId,
        sysparmDisplayValue: 'all',
        sysparmExcludeReferenceLink: true,
        sysparmFields: ['short_description', 'description'],
    });
    assert.deepEqual(read.result, {
        short_description: { display_value: 'Deploy 2', value: 'Deploy 2' },
        description: { display_value: 'By night', value: 'By night' },
    });

    const list = await act('retrieveRecords', { tableName, sysparmQuery: `number=${number}` });
    assert.equal((list.result as object[]).length, 1);
    await act('deleteRecord', { tableName, sysId });
    await assert.rejects(act('retrieveRecord', { tableName, sysId }), /No Record found/);
});

test('a template learns what was wrong with its request', async () => {
    await assert.rejects(
        act('createRecord', { tableName: 'no_such_table', requestBody: {} }),
        /Invalid table no_such_table/,
    );
});
