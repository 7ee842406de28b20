import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let service: string;
let olga: Person;

before(async () => {
    world = await start();
    olga = await world.user('olga.brandt');
    service = await define('lines', { namespace: 'x_shop' });
});

async function define(id: string, more: Record<string, unknown> = {}): Promise<string> {
    const values = { name: `Service ${id}`, service_id: id, ...more };
    return (await world.admin.create('sys_ws_definition', values)).sys_id.value;
}

// A resource whose script is the body of the usual function.
async function resource(path: string, body: string, more: Record<string, unknown> = {}) {
    return await world.admin.create('sys_ws_operation', {
        name: `Resource ${path}`,
        web_service_definition: service,
        relative_path: path,
        operation_script: `(function process(request, response) {\n${body}\n})(request, response);`,
        ...more,
    });
}

const url = (path: string) => `/api/x_shop/lines${path}`;

test('a new row answers the next request, a changed one the one after it', async () => {
    const row = await resource('/hello', "return { said: 'hello' };");
    assert.deepEqual((await world.admin.get(url('/hello'))).result, { said: 'hello' });

    await world.admin.update('sys_ws_operation', row.sys_id.value, {
        operation_script: "(function () { return 'changed'; })();",
    });
    assert.equal((await world.admin.get(url('/hello'))).result, 'changed');

    await world.admin.update('sys_ws_operation', row.sys_id.value, { active: 'false' });
    const gone = await world.admin.get(url('/hello'));
    assert.equal(gone.status, 400);
    assert.equal(gone.error?.message, 'Requested URI does not represent any resource');
});

test('the script sees parameters of path and query, headers and addresses', async () => {
    await resource(
        '/of/{order}/{line}',
        `return { path: request.pathParams, query: request.queryParams, header: request.getHeader('X-Shop'),
                  uri: request.uri, url: request.url, text: request.queryString, missing: request.getHeader('X-None') };`,
    );

    const answer = await world.admin.send<Record<string, unknown>>(
        'GET',
        `${url('/of/A%2F1/2')}?size=1&size=2&x=a%20b`,
        undefined,
        {},
        { 'X-Shop': 'Bergen' },
    );

    assert.deepEqual(answer.result, {
        path: { order: 'A/1', line: '2' },
        query: { size: ['1', '2'], x: ['a b'] },
        header: 'Bergen',
        uri: url('/of/A%2F1/2'),
        url: world.base + url('/of/A%2F1/2'),
        text: 'size=1&size=2&x=a%20b',
        missing: null,
    });
});

test('a word in a path wins over a parameter', async () => {
    await resource('/item/{id}', "return 'item ' + request.pathParams.id;");
    await resource('/item/newest', "return 'the newest';");

    assert.equal((await world.admin.get(url('/item/newest'))).result, 'the newest');
    assert.equal((await world.admin.get(url('/item/oldest'))).result, 'item oldest');
    assert.equal((await world.admin.get(url('/item/a/b'))).status, 400);
});

test('a body comes as data, as text and entry by entry', async () => {
    await resource(
        '/body',
        `var names = [];
         while (request.body.hasNext()) names.push(request.body.nextEntry().name);
         return { data: request.body.data, text: request.body.dataString.length, names: names };`,
        { http_method: 'POST' },
    );

    const list = [{ name: 'æ', deep: [1, true, null] }, { name: 'b' }];
    assert.deepEqual((await world.admin.post(url('/body'), list)).result, {
        data: list,
        text: JSON.stringify(list).length,
        names: ['æ', 'b'],
    });
    assert.deepEqual((await world.admin.post(url('/body'))).result, {
        data: {},
        text: 0,
        names: [],
    });
    const json = { 'content-type': 'application/json' };
    const broken = await world.admin.send('POST', url('/body'), '{"a":', {}, json);
    assert.equal(broken.status, 400);
    assert.equal(broken.error?.message, 'Exception while reading request');
});

test('status, headers, location and type are what the script says', async () => {
    await resource(
        '/made',
        `response.setStatus(202);
         response.setHeaders({ 'X-One': '1', 'X-Two': 'a\\r\\nSet-Cookie: stolen=1' });
         response.setLocation('/somewhere');
         response.setBody({ n: 1.5, list: [undefined, null], gone: undefined, yes: true });`,
        { http_method: 'PUT' },
    );

    const answer = await world.admin.put<unknown>(url('/made'), {});

    assert.equal(answer.status, 202);
    assert.equal(answer.headers.get('x-one'), '1');
    assert.equal(answer.headers.get('location'), '/somewhere');
    assert.doesNotMatch(answer.headers.get('set-cookie') ?? '', /stolen/);
    assert.deepEqual(answer.result, { n: 1.5, list: [null, null], yes: true });
});

test('what the stream writer writes goes out as it is', async () => {
    await resource(
        '/raw',
        `response.setContentType('text/csv');
         var writer = response.getStreamWriter();
         writer.writeString('a,b\\n');
         writer.writeStream(request.body.dataStream);`,
        { http_method: 'POST', consumes: '*/*' },
    );

    const answer = await world.admin.post(url('/raw'), '1,2\n');

    assert.equal(answer.headers.get('content-type'), 'text/csv');
    assert.equal(answer.text, 'a,b\n1,2\n');
});

test('errors of sn_ws_err say what they are, thrown or set', async () => {
    const cases: [string, number, string, string | null][] = [
        ["new sn_ws_err.BadRequestError('no good')", 400, 'no good', null],
        ["new sn_ws_err.NotFoundError('not there')", 404, 'not there', null],
        ["new sn_ws_err.ConflictError('taken')", 409, 'taken', null],
        ["new sn_ws_err.NotAcceptableError('no')", 406, 'no', null],
        ["new sn_ws_err.UnsupportedMediaTypeError('no')", 415, 'no', null],
    ];
    for (const [index, [error, status, message, detail]] of cases.entries()) {
        await resource(`/throws${index}`, `throw ${error};`);
        await resource(`/sets${index}`, `response.setError(${error});`);
        for (const path of [`/throws${index}`, `/sets${index}`]) {
            const answer = await world.admin.get(url(path));
            assert.equal(answer.status, status);
            assert.deepEqual(answer.error, { message, detail });
        }
    }
    await resource(
        '/teapot',
        `var error = new sn_ws_err.ServiceError();
         error.setStatus(418); error.setMessage('short and stout'); error.setDetail('a teapot');
         throw error;`,
    );
    const teapot = await world.admin.get(url('/teapot'));
    assert.equal(teapot.status, 418);
    assert.deepEqual(teapot.error, { message: 'short and stout', detail: 'a teapot' });
});

test('a script that breaks answers 500; only an administrator is told where', async () => {
    await resource('/broken', 'var x; return x.y;');

    const told = await world.admin.get(url('/broken'));
    assert.equal(told.status, 500);
    assert.match(told.error?.detail ?? '', /operation_script:2:\d+ TypeError/);
    const other = await world.as(olga).get(url('/broken'));
    assert.equal(other.status, 500);
    assert.doesNotMatch(other.text, /TypeError/);
});

test('an address that takes other methods says which', async () => {
    await resource('/only', 'return 1;', { http_method: 'PATCH' });

    const answer = await world.admin.get(url('/only'));

    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), 'PATCH');
    assert.equal(answer.error?.message, 'Method not supported');
});

test('a GlideRecord of a script sees everything, a secure one what the caller may see', async () => {
    await resource(
        '/services',
        `var count = function (record) {
             record.addQuery('sys_id', '${service}');
             record.query();
             return record.getRowCount();
         };
         return [count(new GlideRecord('sys_ws_definition')), count(new GlideRecordSecure('sys_ws_definition'))];`,
    );

    assert.deepEqual((await world.as(olga).get(url('/services'))).result, [1, 0]);
    assert.deepEqual((await world.admin.get(url('/services'))).result, [1, 1]);
});

test('a GET may write, and what fails writes nothing', async () => {
    await resource(
        '/visit',
        `var row = new GlideRecord('sys_user_preference');
         row.initialize();
         row.name = 'visit';
         row.value = request.queryParams.v[0];
         row.insert();
         if (row.value == 'bad') throw new sn_ws_err.ConflictError('too late');
         return row.getUniqueValue().length;`,
    );

    assert.equal((await world.admin.get(url('/visit'), { v: 'good' })).result as unknown, 32);
    assert.equal((await world.admin.get(url('/visit'), { v: 'bad' })).status, 409);
    const rows = await world.list('sys_user_preference', 'name=visit');
    assert.deepEqual(
        rows.map((row) => row.value?.value),
        ['good'],
    );
});

test('who may call is settled by rows: sign-in, internal role, ACLs', async () => {
    const client = await world.user('kim.outside', { roles: ['snc_external'] });
    const acl = await world.admin.list('sys_security_acl', 'name=Scripted REST External Default');
    await resource('/open', "return gs.getUserName() || 'nobody';", {
        requires_authentication: 'false',
    });
    await resource('/inside', 'return 1;');
    await resource('/any', 'return 1;', {
        requires_snc_internal_role: 'false',
        requires_acl_authorization: 'false',
    });
    await resource('/guarded', 'return 1;', {
        requires_snc_internal_role: 'false',
        enforce_acl: acl[0]?.sys_id.value,
    });

    const status = async (person: Person | undefined, path: string) =>
        (await world.as(person).get(url(path))).status;
    assert.equal(await status(undefined, '/open'), 200);
    assert.equal(await status(undefined, '/inside'), 401);
    assert.equal(await status(client, '/inside'), 403);
    assert.equal(await status(client, '/any'), 200);
    assert.equal(await status(client, '/guarded'), 403);
    assert.equal(await status(olga, '/guarded'), 200);
    const refused = await world.as(client).get(url('/inside'));
    assert.deepEqual(refused.error, {
        message: 'User Not Authorized',
        detail: 'Failed API level ACL Validation',
    });
    const wrong = { ...olga, password: 'wrong' };
    assert.equal(await status(wrong, '/open'), 401);
});

test('versions: the asked one, else the default, else none', async () => {
    const versioned = await define('catalogue', { namespace: 'x_shop', is_versioned: 'true' });
    for (const number of [1, 2, 3]) {
        const version = await world.admin.create('sys_ws_version', {
            web_service_definition: versioned,
            version: String(number),
            is_default: String(number === 2),
        });
        await resource('/', `return ${number};`, {
            web_service_definition: versioned,
            web_service_version: version.sys_id.value,
        });
    }
    const ask = async (version: string) =>
        await world.admin.get<number>(`/api/x_shop/${version}catalogue`);

    assert.equal((await ask('v1/')).result, 1);
    assert.equal((await ask('v3/')).result, 3);
    assert.equal((await ask('')).result, 2);
    assert.equal((await ask('v4/')).status, 400);
    assert.equal((await world.admin.get('/api/x_shop/v2/lines/item/newest')).status, 200);
});

test('XML comes in as data, too, and goes out to who reads it', async () => {
    await resource('/xml', 'return { sent: request.body.data.name };', { http_method: 'POST' });

    const answer = await world.admin.send(
        'POST',
        url('/xml'),
        '<request><entry><name>Bergen</name></entry></request>',
        {},
        { 'content-type': 'application/xml', accept: 'application/xml' },
    );

    assert.equal(answer.status, 200);
    assert.match(answer.text, /<response><result><sent>Bergen<\/sent><\/result><\/response>$/);
});

test('only those media types come in that the row names', async () => {
    await resource('/json', 'return request.body.data;', { http_method: 'POST' });

    const headers = { 'content-type': 'text/plain' };
    const answer = await world.admin.send('POST', url('/json'), 'hello', {}, headers);
    assert.equal(answer.status, 415);
});

test('a body may be as large as the row says', async () => {
    await resource('/small', 'return request.body.dataString.length;', {
        http_method: 'POST',
        max_body_mb: '1',
        consumes: '*/*',
    });

    assert.equal((await world.admin.post<number>(url('/small'), 'x'.repeat(1e6))).result, 1e6);
    const refused = await world.admin.post(url('/small'), 'x'.repeat(1.1e6));
    assert.equal(refused.status, 400);
    assert.match(refused.error?.detail ?? '', /Max allowed: 1048576 bytes/);
});

test('a script that never ends is stopped', { timeout: 30_000 }, async () => {
    await resource('/endless', 'while (true) {}');
    const answer = await world.admin.get(url('/endless'));
    assert.equal(answer.status, 500);
    assert.match(answer.error?.message ?? '', /maximum execution time exceeded/);
});

test('records answers with rows as the caller may see them, in pages', async () => {
    for (const name of ['Zone A', 'Zone B', 'Zone C'])
        await world.admin.create('sys_user_group', { name, manager: olga.sys_id });
    await resource(
        '/rows',
        "records.list('sys_user_group', { fields: 'name,manager', limit: 2, expand: 'manager' });",
    );
    await resource('/rows/{id}', "records.get('sys_user_group', request.pathParams.id);");

    const page = await world.admin.get<Record<string, string | Record<string, string>>[]>(
        url('/rows'),
        { query: 'nameSTARTSWITHZone^ORDERBYname', offset: 1 },
    );
    assert.deepEqual(
        page.result.map((row) => row.name),
        ['Zone B', 'Zone C'],
    );
    const manager = page.result[0]?.manager as Record<string, string>;
    assert.equal(manager.user_name, 'olga.brandt');
    assert.equal('user_password' in manager, false);
    assert.equal(page.headers.get('x-total-count'), '3');
    assert.match(page.headers.get('link') ?? '', /sysparm_offset=0.*rel="prev"/);
    await resource('/secret', "records.list('sys_ws_definition');");
    assert.deepEqual((await world.as(olga).get(url('/secret'))).result, []);
    const missing = await world.admin.get(url('/rows/javascript:gs.getUserID()'));
    assert.equal(missing.status, 404);
});

test('records takes a body as the Table API does', async () => {
    await resource(
        '/row',
        "var row = records.insert('sys_user_group'); return row.getUniqueValue();",
        {
            http_method: 'POST',
        },
    );

    const answer = await world.admin.post<string>(url('/row'), {
        name: 'Made',
        manager: 'olga.brandt',
        nonsense: 1,
    });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('location'), `${world.base}${url('')}/${answer.result}`);
    const refused = await world.as(olga).post(url('/row'), { name: 'Never' });
    assert.equal(refused.status, 403);
    assert.equal(refused.error?.detail, 'ACL Exception Insert Failed due to security constraints');
});

test('a path with half a parameter is refused', async () => {
    const answer = await world.admin.post('/api/now/table/sys_ws_operation', {
        name: 'Odd',
        web_service_definition: service,
        relative_path: '/a{b',
    });
    assert.equal(answer.status, 403);
    assert.match(answer.error?.detail ?? '', /parameters such as \{id\}/);
});
