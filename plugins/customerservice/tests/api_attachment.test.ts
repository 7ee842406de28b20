import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { type Client, start, type World } from '#support';

const api = '/api/now/attachment_csm';
const cases = 'sn_customerservice_case';
type File = Record<string, string>;

let world: World;
let mira: Client;
let sanna: Client;
let kase: string;

before(async () => {
    world = await start({ demo: true });
    mira = world.as(await world.person('mira.solheim'));
    sanna = world.as(await world.person('sanna.ruud'));
    const made = await mira.post<{ sys_id: string }>('/api/sn_customerservice/case', {
        short_description: 'With files',
    });
    kase = made.result.sys_id;
});

const upload = (client: Client, name: string, text: string, table = cases, id = kase) =>
    client.send<File>('POST', `${api}/file`, text, {
        table_name: table,
        table_sys_id: id,
        file_name: name,
    });

test('a customer adds a file to his case and reads it again', async () => {
    const made = await upload(mira, 'øl.txt', 'two beers');

    assert.equal(made.status, 201);
    const link = `${world.base}${api}/${made.result.sys_id}/file`;
    assert.equal(made.headers.get('location'), link);
    assert.equal(made.result.download_link, link);
    assert.equal(made.result.hash, createHash('sha256').update('two beers').digest('hex'));
    assert.equal(made.result.created_by_name, 'Mira Solheim');
    assert.equal(made.result.updated_by_name, 'Mira Solheim');

    const file = await mira.send('GET', `/api/now/v1/attachment_csm/${made.result.sys_id}/file`);
    assert.equal(file.status, 200);
    assert.equal(file.text, 'two beers');
    assert.match(file.headers.get('content-disposition') ?? '', /filename\*=UTF-8''%C3%B8l.txt/);
    const metadata: File = JSON.parse(file.headers.get('x-attachment-metadata') ?? '{}');
    assert.equal(metadata.file_name, 'øl.txt');
    const part = await mira.send(
        'GET',
        new URL(link).pathname,
        undefined,
        {},
        { range: 'bytes=4-' },
    );
    assert.equal(part.status, 206);
    assert.equal(part.text, 'beers');
    assert.equal((await mira.get<File>(`${api}/${made.result.sys_id}`)).result.file_name, 'øl.txt');
});

test('a list must name its table', async () => {
    const list = await mira.get<File[]>(api, {
        sysparm_query: `table_name=${cases}^table_sys_id=${kase}`,
    });
    assert.deepEqual(
        list.result.map((file) => file.file_name),
        ['øl.txt'],
    );
    assert.equal(list.headers.get('x-total-count'), '1');
    assert.equal((await mira.get(api)).status, 400);
    assert.equal((await mira.get(api, { sysparm_query: 'table_name=sys_user' })).status, 400);
    // No alternative of the query leads to files of other tables.
    const both = await mira.get<File[]>(api, {
        sysparm_query: `table_name=${cases}^NQtable_name=sys_user`,
    });
    assert.ok(both.result.every((file) => file.table_name === cases));
});

test('files of other tables are neither taken nor given', async () => {
    const [contact] = await world.list('customer_contact', 'user_name=mira.solheim');
    const own = contact?.sys_id.value ?? '';
    const refused = await upload(mira, 'me.txt', 'x', 'customer_contact', own);
    assert.equal(refused.status, 400);
    assert.equal(refused.error?.message, 'Invalid table customer_contact');
    const hidden = await world.admin.send<File>('POST', '/api/now/attachment/file', 'x', {
        table_name: 'customer_contact',
        table_sys_id: own,
        file_name: 'photo.txt',
    });
    for (const path of ['', '/file'])
        assert.equal((await mira.get(`${api}/${hidden.result.sys_id}${path}`)).status, 400);
});

test('a file of a case that is not his does not exist for a stranger', async () => {
    const made = await upload(mira, 'private.txt', 'x');
    const id = made.result.sys_id;
    assert.equal((await sanna.get(`${api}/${id}`)).status, 404);
    assert.equal((await sanna.get(`${api}/${id}/file`)).status, 404);
    assert.equal((await sanna.delete(`${api}/${id}`)).status, 404);
    assert.equal((await upload(sanna, 'x.txt', 'x')).status, 404);
    assert.deepEqual(
        (
            await sanna.get<File[]>(api, {
                sysparm_query: `table_name=${cases}^table_sys_id=${kase}`,
            })
        ).result,
        [],
    );
    assert.equal((await world.as().get(`${api}/${id}`)).status, 401);
});

test('a form brings a file, whatever its part is called', async () => {
    const form = new FormData();
    form.append('table_name', cases);
    form.append('table_sys_id', kase);
    form.append(
        'anything',
        new File(['x'.repeat(2_000_000)], 'big.bin', { type: 'application/x-thing' }),
    );
    const response = await fetch(`${world.base}${api}/upload`, {
        method: 'POST',
        body: form,
        headers: { authorization: `Basic ${btoa('mira.solheim:demo')}` },
    });
    assert.equal(response.status, 201);
    const { result } = (await response.json()) as { result: File };
    assert.equal(result.file_name, 'big.bin');
    assert.equal(result.content_type, 'application/x-thing');
    assert.equal(result.size_bytes, '2000000');
});

test('a customer removes what he added', async () => {
    const made = await upload(mira, 'wrong.txt', 'x');
    assert.equal((await mira.delete(`${api}/${made.result.sys_id}`)).status, 204);
    assert.equal((await mira.get(`${api}/${made.result.sys_id}`)).status, 404);
});
