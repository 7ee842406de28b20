import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, type Person, type Row, start, type World } from '#support';
import { MailboxServer } from './mailbox_server.ts';

const cases = 'sn_customerservice_case';
let world: World;
let mira: Person;
let server: MailboxServer;

before(async () => {
    world = await start({ demo: true });
    mira = await world.person('mira.solheim');
    server = await MailboxServer.start(['desk', 'old']);
    const [property] = await world.list('sys_properties', 'name=stead.mail.fetch_seconds');
    await world.admin.update('sys_properties', property?.sys_id.value ?? '', { value: '1' });
});
after(() => server?.stop());

const letter = (subject: string) =>
    `From: ${mira.email}\nTo: desk@x.example\nSubject: Case: ${subject}\n` +
    `Message-ID: <${subject.replace(/ /g, '.')}@x.example>\n\nHello\n.\nfrom ${subject}\n`;

function account(type: 'IMAP' | 'POP3', values: Record<string, string> = {}): Promise<Row> {
    return world.admin.create('sys_email_account', {
        name: type,
        type,
        server: '127.0.0.1',
        port: String(type === 'IMAP' ? server.imap : server.pop3),
        connection_security: 'none',
        authentication: 'password',
        user_name: type === 'IMAP' ? 'desk' : 'old',
        password: 'secret',
        ...values,
    });
}

const made = (title: string) =>
    eventually(async () => (await world.list(cases, `short_description=${title}`))[0], title);

test('mails of an IMAP mailbox become cases and leave the mailbox', async () => {
    server.put('desk', letter('by imap'));
    server.put('desk', letter('second by imap'));
    const row = await account('IMAP');

    const kase = await made('by imap');
    await made('second by imap');

    assert.equal(kase.contact.value, mira.sys_id);
    assert.match(kase.description.value, /Hello\n\.\nfrom by imap/);
    await eventually(async () => server.count('desk') === 0, 'the mailbox to be empty');
    await eventually(async () => {
        const [now] = await world.list('sys_email_account', `sys_id=${row.sys_id.value}`);
        return now?.last_connected.value !== '' && now?.last_error.value === '';
    }, 'the account to say that it was reached');
});

test('mails of a POP3 mailbox become cases and leave the mailbox', async () => {
    server.put('old', letter('by pop3'));
    server.put('old', letter('second by pop3'));
    await account('POP3');

    await made('by pop3');
    await made('second by pop3');
    await eventually(async () => server.count('old') === 0, 'the mailbox to be empty');
});

test('a mail that comes later is fetched later', async () => {
    server.put('desk', letter('later by imap'));

    await made('later by imap');
});

test('an account that cannot sign in says why, and keeps nobody else waiting', async () => {
    const row = await account('IMAP', { name: 'Wrong', password: 'wrong' });

    const refused = await eventually(async () => {
        const [now] = await world.list('sys_email_account', `sys_id=${row.sys_id.value}`);
        return now?.last_error.value ? now : undefined;
    }, 'the refusal');
    assert.match(refused.last_error.value, /denied|login|auth/i);

    server.put('desk', letter('past the wrong one'));
    await made('past the wrong one');
});
