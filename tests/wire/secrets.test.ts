import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { before, test } from 'node:test';
import { start, type World } from '#support';

const password = 'mailbox-password-never-shown';
let world: World;
let account = '';

before(async () => {
    world = await start();
    const row = await world.admin.create('sys_email_account', {
        name: 'Support',
        type: 'IMAP',
        active: 'false',
        password,
    });
    account = row.sys_id?.value ?? '';
});

function stored(): string {
    const database = new DatabaseSync(`${world.data}/stead.db`);
    const row = database.prepare('SELECT password FROM sys_email_account').get();
    database.close();
    return String(row?.password);
}

test('a password that must be read again is stored sealed, under a key that only we read', () => {
    assert.match(stored(), /^sealed:/);
    for (const file of ['stead.db', 'stead.db-wal'])
        assert.ok(!readFileSync(`${world.data}/${file}`).includes(password), file);
    assert.equal(statSync(`${world.data}/secret.key`).mode & 0o777, 0o600);
});

test('no door shows it: table, export, condition, order, history', async () => {
    const path = `/api/now/table/sys_email_account/${account}`;
    for (const display of ['true', 'false', 'all']) {
        const { text } = await world.admin.get(path, { sysparm_display_value: display });
        assert.ok(!text.includes('sealed:') && !text.includes(password), text);
    }
    const exported = await world.admin.get('/sys_email_account_list.do?CSV');
    assert.ok(!exported.text.includes('sealed:'));
    const guess = await world.admin.get('/api/now/table/sys_email_account', {
        sysparm_query: 'passwordSTARTSWITHsealed',
    });
    assert.equal(guess.status, 403);
    await world.admin.update('sys_email_account', account, { password: `${password}2` });
    const history = await world.list('sys_audit', `documentkey=${account}`);
    assert.ok(!JSON.stringify(history).includes('sealed:'));
});

test('what comes back as it was shown is no new password', async () => {
    const before = stored();

    await world.admin.update('sys_email_account', account, { password: '********', name: 'Help' });

    assert.equal(stored(), before);
});

test('a password that an older version stored readable is sealed at the next start', async () => {
    await world.server.stop();
    const database = new DatabaseSync(`${world.data}/stead.db`);
    database.prepare('UPDATE sys_email_account SET password = ?').run(password);
    database.close();

    await world.restart();

    assert.match(stored(), /^sealed:/);
});

test('a new key seals everything again', async () => {
    const before = stored();
    await world.server.stop();

    const { code, output } = await world.command('rotate-key');

    assert.equal(code, 0, output);
    assert.match(stored(), /^sealed:/);
    assert.notEqual(stored().split(':')[1], before.split(':')[1]);
    await world.restart();
});
