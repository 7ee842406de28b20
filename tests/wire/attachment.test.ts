import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { type Client, eventually, type Person, start, type World } from '#support';

const api = '/api/now/attachment';
type File = Record<string, string>;

let world: World;
let group: string;
let olga: Person;

before(async () => {
    world = await start();
    olga = await world.user('olga.brandt');
    group = await newGroup('Night shift');
});

const basic = `Basic ${btoa('admin:admin')}`;

async function newGroup(name: string): Promise<string> {
    return (await world.admin.create('sys_user_group', { name })).sys_id.value;
}

function upload(
    name: string,
    content: string | Uint8Array,
    more: Record<string, string> = {},
    client: Client = world.admin,
) {
    const query = { table_name: 'sys_user_group', table_sys_id: group, file_name: name, ...more };
    return client.send<File>('POST', `${api}/file`, content, query, {
        'content-type': 'text/plain',
    });
}
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const blob = (hash: string) => join(world.data, 'attachments', hash.slice(0, 2), hash.slice(2));
const property = async (name: string, value: string) => {
    const [row] = await world.list('sys_properties', `name=${name}`);
    await world.admin.update('sys_properties', row?.sys_id.value ?? '', { value });
};

test('a file comes back byte for byte, with its type, name and hash', async () => {
    const content = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
    const made = await upload('naïve "x".bin', content, { content_type: 'application/x-thing' });

    assert.equal(made.status, 201);
    const file = made.result;
    assert.equal(file.content_type, 'application/x-thing');
    assert.equal(file.size_bytes, '70000');
    assert.equal(file.hash, sha256(content));
    assert.equal(file.table_name, 'sys_user_group');
    for (const value of Object.values(file)) assert.equal(typeof value, 'string');
    assert.equal(file.download_link, `${world.base}${api}/${file.sys_id}/file`);
    assert.equal(made.headers.get('location'), file.download_link);
    const response = await fetch(file.download_link ?? '', {
        headers: {
            authorization: basic,
            accept: 'application/json',
        },
    });
    assert.equal(response.headers.get('content-type'), 'application/x-thing');
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), content);
    assert.deepEqual(JSON.parse(response.headers.get('x-attachment-metadata') ?? ''), file);
});

test('the version in the address comes back in links', async () => {
    const query = { table_name: 'sys_user_group', table_sys_id: group, file_name: 'v.txt' };
    const made = await world.admin.send<File>('POST', '/api/now/v1/attachment/file', 'x', query);
    assert.equal(
        made.headers.get('location'),
        `${world.base}/api/now/v1/attachment/${made.result.sys_id}/file`,
    );
});

test('parts of a file, and nothing when nothing changed', async () => {
    const { result: file } = await upload('parts.txt', '0123456789');
    const get = (headers: Record<string, string>) =>
        world.admin.send('GET', `${api}/${file.sys_id}/file`, undefined, {}, headers);

    const part = await get({ range: 'bytes=2-4' });
    assert.equal(part.status, 206);
    assert.equal(part.text, '234');
    assert.equal(part.headers.get('content-range'), 'bytes 2-4/10');
    assert.equal((await get({ range: 'bytes=50-' })).status, 416);
    assert.equal((await get({ 'if-none-match': `"${file.hash}"` })).status, 304);
    const head = await world.admin.send('HEAD', `${api}/${file.sys_id}/file`);
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('content-length'), '10');
});

test('a list is narrowed by a query and by fields, and comes in pages', async () => {
    const other = await newGroup('Other');
    for (const name of ['a.txt', 'b.txt', 'c.txt'])
        await upload(name, name, { table_sys_id: other });

    const list = await world.admin.get<File[]>(api, {
        table_sys_id: other,
        sysparm_query: 'ORDERBYDESCfile_name',
        sysparm_limit: 2,
        sysparm_display_value: 'all',
    });
    assert.deepEqual(
        list.result.map((file) => file.file_name),
        ['c.txt', 'b.txt'],
    );
    assert.equal(list.headers.get('x-total-count'), '3');
    assert.match(list.headers.get('link') ?? '', /sysparm_offset=2.*rel="next"/);
    const named = await world.admin.get<File[]>(api, { table_sys_id: other, file_name: 'a.txt' });
    assert.equal(named.result.length, 1);
    // A filter holds for every alternative of the query.
    const both = await world.admin.get<File[]>(api, {
        table_sys_id: other,
        sysparm_query: 'file_name=a.txt^NQfile_nameISNOTEMPTY',
    });
    assert.equal(both.headers.get('x-total-count'), '3');
});

test('a file gets another name, under the same rules as before', async () => {
    const { result: file } = await upload('old.txt', 'x');
    const rename = (name: string) =>
        world.admin.patch(`${api}/${file.sys_id}`, { file_name: name });
    const answer = await rename('../new.txt');
    assert.equal(answer.status, 204);
    assert.equal(answer.text, '');
    assert.equal(
        (await world.admin.get<File>(`${api}/${file.sys_id}`)).result.file_name,
        'new.txt',
    );
    assert.equal((await rename(' ')).status, 400);
    await property('glide.attachment.extensions', 'txt,csv');
    assert.equal((await rename('new.exe')).status, 400);
    await property('glide.attachment.extensions', '');
});

test('what is missing or not there is said', async () => {
    const status = async (more: Record<string, string>) =>
        (await upload('x.txt', 'x', more)).status;
    assert.equal(await status({ file_name: '' }), 400);
    assert.equal(await status({ table_name: '' }), 400);
    assert.equal(await status({ table_sys_id: '' }), 400);
    assert.equal(await status({ table_name: 'no_such_table' }), 400);
    assert.equal(await status({ table_sys_id: '0'.repeat(32) }), 404);
    for (const path of ['', '/file'])
        assert.equal((await world.admin.get(`${api}/${'0'.repeat(32)}${path}`)).status, 404);
    assert.equal((await world.admin.delete(`${api}/${'0'.repeat(32)}`)).status, 404);
    assert.equal((await world.as().get(api)).status, 401);
});

test('size, extension and role limits refuse with a reason', async () => {
    await property('com.glide.attachment.max_size', '1');
    const large = await upload('large.txt', 'x'.repeat(1_048_577));
    assert.equal(large.status, 400);
    assert.equal(large.error?.message, 'The file is too large');
    await property('com.glide.attachment.max_size', '1024');

    await property('glide.attachment.extensions', 'csv');
    const kind = await upload('x.txt', 'x');
    assert.equal(kind.status, 400);
    assert.equal(kind.error?.message, 'Files of this type are not accepted');
    await property('glide.attachment.extensions', '');

    const ida = await world.user('ida.lund', { roles: ['user_admin'] });
    const client = world.as(ida);
    assert.equal((await upload('x.txt', 'x', {}, client)).status, 201);
    await property('glide.attachment.role', 'catalog_admin');
    const refused = await upload('x.txt', 'x', {}, client);
    assert.equal(refused.status, 403);
    assert.equal(refused.error?.detail, 'You may not add files');
    await property('glide.attachment.role', '');
});

test('who may not write the record adds no file to it', async () => {
    const refused = await upload('x.txt', 'x', {}, world.as(olga));
    assert.equal(refused.status, 403);
    assert.equal(refused.error?.detail, 'ACL Exception Insert Failed due to security constraints');
});

test('a form may be large and name its file part as it likes', async () => {
    const send = async (form: FormData) => {
        const response = await fetch(`${world.base}${api}/upload`, {
            method: 'POST',
            body: form,
            headers: { authorization: basic },
        });
        return {
            status: response.status,
            file: ((await response.json()) as { result: File }).result,
        };
    };
    const form = new FormData();
    form.append('table_name', 'sys_user_group');
    form.append('table_sys_id', group);
    const content = 'x'.repeat(3_000_000);
    form.append('whatever', new File([content], 'ærlig.bin', { type: 'application/x-thing' }));

    const made = await send(form);
    assert.equal(made.status, 201);
    assert.equal(made.file.file_name, 'ærlig.bin');
    assert.equal(made.file.content_type, 'application/x-thing');
    assert.equal(made.file.hash, sha256(content));
    form.delete('whatever');
    assert.equal((await send(form)).status, 400);
});

test('the bytes leave the disk with the last row that names them', async () => {
    const content = 'only once on disk';
    const [a, b] = [await upload('a.txt', content), await upload('b.txt', content)];
    const hash = sha256(content);
    assert.equal(a.result.hash, hash);
    await world.admin.delete(`${api}/${a.result.sys_id}`);
    assert.ok(existsSync(blob(hash)));
    assert.equal((await world.admin.delete(`${api}/${b.result.sys_id}`)).status, 204);
    assert.ok(!existsSync(blob(hash)));
    assert.equal((await world.admin.get(`${api}/${b.result.sys_id}`)).status, 404);
});

test('files go with their record', async () => {
    const other = await newGroup('Short-lived');
    const { result: file } = await upload('x.txt', 'goes along', { table_sys_id: other });
    await world.admin.delete(`/api/now/table/sys_user_group/${other}`);
    assert.equal((await world.admin.get(`${api}/${file.sys_id}`)).status, 404);
    assert.ok(!existsSync(blob(sha256('goes along'))));
});

test('a refused upload leaves nothing behind', async () => {
    const content = 'refused content';
    await world.admin.create('sys_script', {
        name: 'No files today',
        collection: 'sys_attachment',
        when: 'before',
        action_insert: 'true',
        filter_condition: 'file_name=refused.txt^EQ',
        abort_action: 'true',
    });
    const refused = await upload('refused.txt', content);
    assert.equal(refused.status, 403);
    assert.match(refused.error?.detail ?? '', /No files today/);
    assert.ok(!existsSync(blob(sha256(content))));
});

test('an upload that breaks off leaves nothing behind', async () => {
    const { hostname, port } = new URL(world.base);
    const query = `table_name=sys_user_group&table_sys_id=${group}&file_name=broken.bin`;
    const socket = connect(Number(port), hostname);
    socket.write(
        `POST ${api}/file?${query} HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic}\r\nContent-Length: 9000000\r\n\r\n`,
    );
    socket.write('x'.repeat(3_000_000));
    const uploads = join(world.data, 'uploads');
    await eventually(async () => readdirSync(uploads).length === 1 || undefined);
    socket.destroy();
    await eventually(async () => readdirSync(uploads).length === 0 || undefined);
    assert.deepEqual((await world.admin.get<File[]>(api, { file_name: 'broken.bin' })).result, []);
});

test('a text that would run in a browser is never shown as a page', async () => {
    const { result: file } = await upload('page.html', '<script>alert(1)</script>', {
        content_type: 'text/plain',
    });
    const answer = await world.admin.get(`/sys_attachment.do?sys_id=${file.sys_id}&view=true`);
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/);
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/);
});

test('an upload may say when its file was made', async () => {
    const { result: file } = await upload('old.txt', 'x', { creation_time: '2020-02-03 04:05:06' });
    assert.equal(file.sys_created_on, '2020-02-03 04:05:06');
    assert.equal(file.sys_created_by, 'admin');
});
