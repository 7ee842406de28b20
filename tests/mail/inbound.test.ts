import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { type Client, type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let mira: Person;
let greta: Person;
let tomas: Person;
let agent: Client;

before(async () => {
    world = await start({ demo: true });
    mira = await world.person('mira.solheim');
    greta = await world.person('greta.hallam');
    tomas = await world.person('tomas.beran');
    agent = world.as(tomas);
});

const letter = (name: string) => readFileSync(new URL(`${name}.eml`, import.meta.url));
const titled = async (title: string) => world.list(cases, `short_description=${title}`);
const log = async (mail: Row) =>
    (await agent.list('sys_email_log', `email=${mail.sys_id.value}^ORDERBYorder`)).map(
        (line) => line.message.value,
    );

test('the mail is in the activity of the case that it made', async () => {
    const mail = await world.mail({ from: greta, subject: 'Case: seen by all', text: 'Bergen' });

    const [kase] = await titled('seen by all');

    assert.equal(mail.target_table.value, cases);
    assert.equal(mail.instance.value, kase?.sys_id.value);
    const seen = await agent.list('sys_email', `instance=${kase?.sys_id.value}^type=received`);
    assert.equal(seen.length, 1);
});

test('the log tells an agent step by step what was decided', async () => {
    const stefan = await world.person('stefan.ruzicka');
    const mail = await world.mail({ from: stefan, subject: 'Case: no role', text: 'Hi' });

    const lines = (await log(mail)).join('\n');

    assert.match(lines, /A new mail/);
    assert.match(lines, /The sender is Stefan/);
    assert.match(lines, /employee without the role/);
});

test('a customer does not read the log of a mail', async () => {
    const mail = await world.mail({ from: mira, subject: 'Lunch', text: 'Hi' });

    const lines = await world.as(mira).list('sys_email_log', `email=${mail.sys_id.value}`);

    assert.deepEqual(lines, []);
});

test('programs get no answer and make no case', async () => {
    const automatic: Record<string, string>[] = [
        { 'Auto-Submitted': 'auto-replied' },
        { 'Auto-Submitted': 'auto-generated' },
        { 'X-Auto-Response-Suppress': 'All' },
        { Precedence: 'bulk' },
        { 'X-Autoreply': 'yes' },
        { 'Return-Path': '<>' },
        { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' },
    ];
    for (const headers of automatic) {
        const name = JSON.stringify(headers);
        const mail = await world.mail({
            from: mira,
            subject: 'Case: robot',
            text: 'beep',
            headers,
        });

        assert.equal(mail.type.value, 'received-ignored', name);
        assert.ok(mail.reason.value, name);
    }
    assert.deepEqual(await titled('robot'), []);
});

test('an absence note and a report of a mail server are set aside', async () => {
    for (const name of ['auto_reply', 'bounce']) {
        const mail = await world.mail(letter(name));
        assert.equal(mail.type.value, 'received-ignored', name);
    }
});

test('a mail that comes twice makes one case', async () => {
    const twice = {
        from: mira,
        subject: 'Case: twice',
        text: 'Hello',
        messageId: '<twice@x.example>',
    };
    await world.mail(twice);
    await world.mail(twice);
    await world.settle();

    assert.equal((await titled('twice')).length, 1);
    const rows = await world.list(
        'sys_email',
        'message_id=<twice@x.example>^ORDERBYsys_created_on',
    );
    assert.deepEqual(
        rows.map((row) => row.type.value),
        ['received', 'received-ignored'],
    );
    assert.match(rows[1]?.reason.value ?? '', /handled before/);
});

test('a locked or inactive sender is ignored, and the reason says so', async () => {
    const gone = await world.user('gone.person', { fields: { active: 'false' } });
    const locked = await world.user('locked.person', { fields: { locked_out: 'true' } });

    const one = await world.mail({ from: gone, subject: 'Case: gone', text: 'x' });
    const two = await world.mail({ from: locked, subject: 'Case: locked', text: 'x' });

    assert.match(one.reason.value, /not active/);
    assert.match(two.reason.value, /locked out/);
});

test('of two people with one address the active one counts', async () => {
    const address = 'shared@example.com';
    await world.user('former.owner', { fields: { active: 'false', email: address } });
    const now = await world.user('present.owner', { fields: { email: address } });

    const mail = await world.mail({ from: 'SHARED@example.com', subject: 'Hello', text: 'x' });

    assert.equal(mail.user_id.value, now.sys_id);
});

test('pictures inside a mail point to the attachment', async () => {
    const mail = await world.mail(letter('multipart'));

    const files = await world.list('sys_attachment', `table_sys_id=${mail.sys_id.value}`);
    const picture = files.find((file) => file.file_name.value === 'gauge.png');
    assert.equal(files.length, 2);
    assert.match(
        mail.body.value,
        new RegExp(`sys_attachment.do\\?sys_id=${picture?.sys_id.value}`),
    );
});

test('hostile HTML is stored without what would act', async () => {
    const mail = await world.mail(letter('hostile'));

    assert.doesNotMatch(mail.body.value, /script|onclick|onerror|iframe|<form|url\(/i);
    assert.match(mail.body.value, /Hello/);
});

test('a broken mail stops nobody', async () => {
    await world.mail(
        Buffer.concat([Buffer.from('Message-ID: <broken@x.example>\r\n'), letter('broken')]),
    );
    await world.mail({ from: mira, subject: 'Case: after the broken one', text: 'x' });

    assert.equal((await titled('after the broken one')).length, 1);
});

test('an inbound action that fails leaves nothing half done and the mail tells', async () => {
    const action = await world.admin.create('sysevent_in_email_action', {
        name: 'Fails',
        table: cases,
        type: 'new',
        order: '1',
        condition: "email.subject == 'Case: failing'",
        script: "current.short_description = 'half done'; current.insert(); throw 'on purpose';",
    });

    const mail = await world.mail({ from: mira, subject: 'Case: failing', text: 'x' });
    await world.admin.delete(`/api/now/table/sysevent_in_email_action/${action.sys_id.value}`);

    assert.equal(mail.state.value, 'error');
    assert.match(mail.error_string.value, /on purpose/);
    assert.match((await log(mail)).join('\n'), /Handling failed/);
    assert.deepEqual(await titled('half done'), []);
});

test('actions run in order, by type, role and condition, until one stops', async () => {
    const action = (values: Record<string, string>) =>
        world.admin.create('sysevent_in_email_action', { table: cases, type: 'new', ...values });
    const made = [
        await action({
            name: 'For nobody',
            order: '2',
            required_roles: 'admin',
            script: "logger.log('ran for nobody');",
        }),
        await action({
            name: 'Counts',
            order: '3',
            condition: "email.subject.indexOf('Ordered') == 0",
            script: "logger.log('colour ' + email.body.colour + ' of ' + email.origemail);",
        }),
        await action({
            name: 'Stops',
            order: '4',
            stop_processing: 'true',
            condition: "email.subject.indexOf('Ordered') == 0",
            script: "current.short_description = 'ordered'; current.insert();",
        }),
        await action({
            name: 'Never',
            order: '5',
            condition: "email.subject.indexOf('Ordered') == 0",
            script: "logger.log('ran after the stop');",
        }),
    ];

    const mail = await world.mail({ from: mira, subject: 'Ordered', text: 'Colour: red\n' });
    for (const row of made)
        await world.admin.delete(`/api/now/table/sysevent_in_email_action/${row.sys_id.value}`);

    const lines = (await log(mail)).join('\n');
    assert.match(lines, /colour red of mira\.solheim@/);
    assert.doesNotMatch(lines, /ran for nobody|ran after the stop/);
    assert.match(mail.reason.value, /"Stops" took it: CS\d+/);
});

test('a flood of one sender is stopped', async () => {
    const [property] = await world.list(
        'sys_properties',
        'name=stead.mail.flood.per_sender_per_hour',
    );
    const id = property?.sys_id.value ?? '';
    const sanna = await world.person('sanna.ruud');
    await world.admin.update('sys_properties', id, { value: '2' });

    const mails = [];
    for (const n of [1, 2, 3]) {
        mails.push(await world.mail({ from: sanna, subject: `Case: flood ${n}`, text: 'x' }));
    }
    await world.admin.update('sys_properties', id, { value: '60' });

    assert.deepEqual(
        mails.map((mail) => mail.type.value),
        ['received', 'received', 'received-ignored'],
    );
    assert.match(mails[2]?.reason.value ?? '', /flood/i);
});

test('an address filter keeps a domain out', async () => {
    const filter = await world.admin.create('sys_email_address_filter', {
        name: 'No spam from there',
        type: 'deny',
        direction: 'inbound',
        domains: '*.spam.example',
        default: 'true',
    });

    const mail = await world.mail({ from: 'x@very.spam.example', subject: 'Case: buy', text: 'x' });
    await world.admin.delete(`/api/now/table/sys_email_address_filter/${filter.sys_id.value}`);

    assert.match(mail.reason.value, /No spam from there/);
});

test('an ignored mail can be processed again', async () => {
    const [property] = await world.list('sys_properties', 'name=glide.cs.email.new_case_prefix');
    const mail = await world.mail({ from: mira, subject: 'Ticket: again', text: 'x' });
    await world.admin.update('sys_properties', property?.sys_id.value ?? '', { value: 'Ticket:' });

    await world.admin.update('sys_email', mail.sys_id.value, { type: 'received', state: 'ready' });
    await world.settle();
    await world.admin.update('sys_properties', property?.sys_id.value ?? '', { value: 'Case:' });

    assert.equal((await titled('again')).length, 1);
});
