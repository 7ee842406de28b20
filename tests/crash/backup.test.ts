import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { start, type World } from '#support';

const place = mkdtempSync(join(tmpdir(), 'stead-backup-'));
let world: World;
let department: string;

before(async () => {
    world = await start();
    const row = await world.admin.create('cmn_department', { name: 'Archive', id: 'before' });
    department = row.sys_id.value;
    await attach('plan.txt', 'as it was');
});
after(() => rmSync(place, { recursive: true }));

function attach(name: string, text: string) {
    return world.admin.send(
        'POST',
        `/api/now/attachment/file?table_name=cmn_department&table_sys_id=${department}&file_name=${name}`,
        text,
        {},
        { 'content-type': 'text/plain' },
    );
}

async function textOf(name: string): Promise<string> {
    const [file] = await world.list('sys_attachment', `file_name=${name}`);
    return (await world.admin.get(`/api/now/attachment/${file?.sys_id.value}/file`)).text;
}

function blobs(folder: string): string[] {
    return readdirSync(join(folder, 'attachments'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
}

test('a backup is made beside a running server that goes on writing, and is sound', async () => {
    let writing = true;
    const writer = (async () => {
        for (let i = 0; writing; ++i)
            await world.admin.create('cmn_cost_center', { name: `while copying ${i}` });
    })();

    const { code, output } = await world.command('backup', '--output', join(place, 'first'));
    writing = false;
    await writer;

    assert.equal(code, 0, output);
    assert.match(output, /The database and \d+ attachments were copied to .*first and checked/);
    assert.equal(existsSync(join(place, 'first.partial')), false);
    assert.equal(existsSync(join(place, 'first', 'secret.key')), false);
    const beside = await world.command('check');
    assert.match(beside.output, /^Sound: the database and \d+ attachments/);
});

test('a backup does not overwrite another one', async () => {
    const { code, output } = await world.command('backup', '--output', join(place, 'first'));

    assert.notEqual(code, 0);
    assert.match(output, /first is there already; a backup goes into a new folder/);
});

test('a running server is not restored into', async () => {
    const { code, output } = await world.command('restore', '--input', join(place, 'first'));

    assert.notEqual(code, 0);
    assert.match(output, /data folder is in use/i);
    assert.equal((await world.list('cmn_department', 'name=Archive')).length, 1);
});

test('after a restore everything is as it was, and what was there since is kept aside', async () => {
    await world.admin.update('cmn_department', department, { id: 'after' });
    await attach('later.txt', 'since then');
    await world.server.stop();

    const { code, output } = await world.command('restore', '--input', join(place, 'first'));

    assert.equal(code, 0, output);
    assert.match(output, /What was there before is in .*replaced-\d{8}-\d{6}/);
    await world.restart();
    const [row] = await world.list('cmn_department', 'name=Archive');
    assert.equal(row?.id?.value, 'before');
    assert.equal(await textOf('plan.txt'), 'as it was');
    assert.deepEqual(await world.list('sys_attachment', 'file_name=later.txt'), []);
});

test('a damaged attachment and a damaged database are found, and neither is restored', async () => {
    const copy = join(place, 'second');
    await world.command('backup', '--output', copy);
    const [file = ''] = blobs(copy);
    writeFileSync(file, 'as it wat');

    const other = await world.command('restore', '--input', copy);
    truncateSync(join(copy, 'stead.db'), 200_000);
    const damaged = await world.command('restore', '--input', copy);

    assert.notEqual(other.code, 0);
    assert.match(other.output, /not sound; nothing was changed\.\nAttachment .*another content/);
    assert.notEqual(damaged.code, 0);
    assert.match(damaged.output, /not sound; nothing was changed/);
});

test('doctor says what somebody who helps wants to know', async () => {
    const { code, output } = await world.command('doctor');

    assert.equal(code, 0, output);
    assert.match(output, /^Stead +\S+, SQLite 3\.\d+/m);
    assert.match(output, /^Data folder .*, in use by a server$/m);
    assert.match(output, /^Active plugins +[1-9]/m);
    assert.match(output, /^Mails waiting to be sent +\d+$/m);
    assert.match(output, /^Sound: /m);
});
