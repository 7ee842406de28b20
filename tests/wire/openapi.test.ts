import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { type Client, start, type World } from '#support';
import { addressTypes, type Document, type Operation } from '../../web/tools/addresses.ts';

const path = '/api/now/doc/openapi.json';
const methods = ['get', 'post', 'put', 'patch', 'delete'];
let world: World;
let document: Document;

before(async () => {
    world = await start();
    document = await fetched(world.admin);
});

async function fetched(client: Client, tables?: string): Promise<Document> {
    const answer = await client.get(path, { tables });
    return JSON.parse(client.expect(answer, 200).text) as Document;
}

function operations(): [string, string, Operation][] {
    return Object.entries(document.paths).flatMap(([address, item]) =>
        Object.entries(item).map(([method, operation]): [string, string, Operation] => [
            address,
            method,
            operation,
        ]),
    );
}

// Every object of a schema or example, wherever it stands.
function* objects(value: unknown): Generator<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) yield value as Record<string, unknown>;
    for (const inner of Object.values(value)) yield* objects(inner);
}

test('the document is one of OpenAPI 3.1 and leads nowhere that is not there', () => {
    assert.equal(document.openapi, '3.1.0');
    assert.ok(document.info.title && document.info.version);
    assert.equal(document.servers[0]?.url, world.base);
    for (const { $ref } of objects(document)) {
        if ($ref === undefined) continue;
        assert.ok(typeof $ref === 'string' && $ref.startsWith('#/'), String($ref));
        let target: unknown = document;
        for (const step of $ref.slice(2).split('/'))
            target = (target as Record<string, unknown>)?.[step];
        assert.ok(target, $ref);
    }
});

test('every operation has a name of its own, its path parameters and an answer', () => {
    const ids = operations().map(([, , operation]) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
    const shapes = Object.keys(document.paths).map((address) => address.replace(/{[^}]*}/g, '{}'));
    assert.equal(new Set(shapes).size, shapes.length);
    for (const [address, method, operation] of operations()) {
        const where = `${method} ${address}`;
        assert.ok(methods.includes(method), where);
        assert.match(operation.operationId, /^[a-z0-9_]+$/i, where);
        const inPath = [...address.matchAll(/{([^}]+)}/g)].map((match) => match[1]);
        const told = operation.parameters.filter((one) => one.in === 'path');
        assert.deepEqual(
            told.map((one) => one.name),
            inPath,
            where,
        );
        assert.ok(
            told.every((one) => one.required === true),
            where,
        );
        assert.ok(
            Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status)),
            where,
        );
        assert.ok(operation.summary, `${where} says what it does`);
    }
});

test('the documented calls are there with their parameters and examples', () => {
    for (const [address, method] of [
        ['/api/now/table/{table}', 'get'],
        ['/api/now/stats/{table}', 'get'],
        ['/api/now/batch', 'post'],
        ['/api/now/import/{staging}', 'post'],
        ['/api/now/email', 'post'],
        ['/api/now/attachment/file', 'post'],
        ['/api/ui/v1/form/{table}/{sys_id}', 'patch'],
    ] as const)
        assert.ok(document.paths[address]?.[method], `${method} ${address}`);
    const list = document.paths['/api/now/table/{table}']?.get;
    assert.ok(list?.parameters.some((one) => one.name === 'sysparm_query' && one.example));
    const batch = document.paths['/api/now/batch']?.post?.requestBody?.content['application/json'];
    assert.deepEqual((batch?.schema as { properties: unknown } | undefined)?.properties, {
        batch_request_id: { type: 'string' },
        rest_requests: {
            type: 'array',
            items: {
                type: 'object',
                properties: {
                    id: { type: 'string' },
                    method: { type: 'string' },
                    url: { type: 'string' },
                    headers: {
                        type: 'array',
                        items: {
                            type: 'object',
                            properties: { name: { type: 'string' }, value: { type: 'string' } },
                        },
                    },
                    body: { type: 'string' },
                    exclude_response_headers: { type: 'boolean' },
                },
            },
        },
    });
    assert.ok(Object.keys(document.paths).every((address) => address.startsWith('/api/')));
});

test('tables are described as the dictionary has them, at once', async () => {
    const name = { type: 'string', title: 'Name', maxLength: 100, 'x-type': 'string' };
    const schemas = (await fetched(world.admin, 'cmn_department,u_nothing')).components.schemas;
    assert.deepEqual(Object.keys(schemas).sort(), ['Error', 'Row', 'cmn_department']);
    const department = schemas.cmn_department;
    assert.deepEqual(department?.properties?.name, name);
    assert.equal(department?.properties?.company?.['x-reference'], 'core_company');
    assert.ok(department?.required?.includes('name'));

    await world.admin.create('sys_dictionary', {
        name: 'cmn_department',
        element: 'u_floor',
        column_label: 'Floor',
        internal_type: 'integer',
    });
    const after = (await fetched(world.admin, 'cmn_department')).components.schemas;
    assert.equal(after.cmn_department?.properties?.u_floor?.title, 'Floor');
});

test('a person is told only of tables and fields that he may read', async () => {
    const nobody = await world.user('nils.nobody');
    const schemas = (await fetched(world.as(nobody))).components.schemas;
    const all = document.components.schemas;
    assert.ok(all.syslog);
    assert.ok(all.sys_user?.properties?.user_name);
    assert.equal(schemas.syslog, undefined);
    assert.equal(schemas.sys_email_log, undefined);
    assert.ok(Object.keys(schemas).length < Object.keys(all).length);
    assert.equal((await world.as().get(path)).status, 401);
});

test('the addresses that the web client knows are those that the server has', () => {
    const generated = readFileSync('web/src/api/generated.ts', 'utf8');
    assert.equal(generated, addressTypes(document), 'run web/tools/addresses.ts');
});
