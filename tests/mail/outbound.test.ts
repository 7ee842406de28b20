import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, type Row, start, type World } from '#support';
import { Sink } from './sink.ts';

let world: World;
let sink: Sink;
let waiting: Row;

before(async () => {
    world = await start();
    waiting = await write('early@x.example', { subject: 'Before there was a server' });
    await world.settle();
    waiting = await read(waiting);
    sink = await Sink.start();
    await world.admin.create('sys_email_account', {
        name: 'Sink',
        type: 'SMTP',
        server: '127.0.0.1',
        port: String(sink.port),
        connection_security: 'none',
        authentication: 'none',
        from: 'desk@larkfield.example',
        email_user_label: 'Larkfield',
    });
});
after(() => sink.stop());

function write(recipients: string, values: Record<string, string> = {}): Promise<Row> {
    return world.admin.create('sys_email', {
        type: 'send-ready',
        state: 'ready',
        recipients,
        direct: recipients,
        subject: 'Hello',
        body: '<p>Hello</p>',
        body_text: 'Hello',
        ...values,
    });
}

async function read(row: Row): Promise<Row> {
    const [found] = await world.list('sys_email', `sys_id=${row.sys_id.value}`);
    assert.ok(found);
    return found;
}

const sent = (row: Row) =>
    eventually(async () => {
        const now = await read(row);
        return now.type.value === 'sent' ? now : undefined;
    }, 'sending');

async function set(name: string, value: string): Promise<void> {
    const [property] = await world.list('sys_properties', `name=${name}`);
    assert.ok(property, name);
    await world.admin.update('sys_properties', property.sys_id.value, { value });
}

const in_minutes = (minutes: number) =>
    new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');

test('without a mail server a mail waits and says what it waits for', async () => {
    assert.equal(waiting.type.value, 'send-ready');
    assert.match(waiting.reason.value, /No mail server is set/);
    assert.ok((await sent(waiting)).sent_on.value, 'it goes out once there is one');
});

test('a mail goes out under the name of the account, as text and HTML', async () => {
    const row = await sent(await write('one@x.example', { subject: 'Grüße' }));

    const [mail] = sink.to('one@x.example');
    assert.equal(mail?.from, 'desk@larkfield.example');
    assert.match(mail?.text ?? '', /^From: Larkfield <desk@larkfield\.example>$/m);
    assert.match(mail?.text ?? '', /^To: one@x\.example$/m);
    assert.match(mail?.text ?? '', /^Subject: =\?utf-8\?/im);
    assert.match(mail?.text ?? '', /^Auto-Submitted: auto-generated$/m);
    assert.match(mail?.text ?? '', new RegExp(`^Message-I[dD]: ${row.message_id.value}$`, 'm'));
    assert.equal(row.state.value, 'processed');
    assert.equal(row.mailbox.value, 'sent');
});

test('people who are told together do not learn of each other', async () => {
    await sent(await write('a@x.example,b@x.example'));

    const [mail] = sink.to('a@x.example');
    assert.deepEqual(mail?.to, ['a@x.example', 'b@x.example']);
    assert.doesNotMatch(mail?.text ?? '', /[ab]@x\.example/);
});

test('values cannot add headers or recipients', async () => {
    await sent(
        await write('two@x.example', {
            subject: 'Hi\r\nBcc: spy@x.example\r\n\r\nsmuggled',
            reply_to: 'r@x.example\r\nBcc: spy@x.example',
        }),
    );

    const [mail] = sink.to('two@x.example');
    assert.doesNotMatch(mail?.text ?? '', /^Bcc:/im);
    assert.doesNotMatch(mail?.text ?? '', /^smuggled/m);
    assert.deepEqual(mail?.to, ['two@x.example']);
});

test('a final refusal fails at once, with the words of the mail server', async () => {
    const row = await write('gone@x.example');

    const failed = await eventually(async () => {
        const now = await read(row);
        return now.type.value === 'send-failed' ? now : undefined;
    }, 'the refusal');

    assert.match(failed.error_string.value, /no such person/);
    assert.equal(failed.attempts.value, '1');
});

test('a passing refusal is tried again later, until it has been tried often enough', async () => {
    await set('glide.email.outbound.max_attempts', '2');
    const row = await write('later@x.example');

    const deferred = await eventually(async () => {
        const now = await read(row);
        return now.error_string.value ? now : undefined;
    }, 'the first attempt');
    assert.equal(deferred.type.value, 'send-ready');
    assert.ok(deferred.next_attempt.value > in_minutes(0));
    assert.match(deferred.reason.value, /tried again/);

    await world.time(in_minutes(5));
    await world.settle();
    assert.equal((await read(row)).type.value, 'send-failed');
    await set('glide.email.outbound.max_attempts', '8');
});

test('one refused recipient does not keep the mail from the others', async () => {
    const row = await sent(await write('good@x.example,gone@x.example'));

    assert.equal(sink.to('good@x.example').length, 1);
    assert.match(row.error_string.value, /gone@x\.example: 550/);
});

test('a recipient who is deferred gets a mail of his own later, the others no second one', async () => {
    await sent(await write('prompt@x.example,later@x.example', { subject: 'In parts' }));

    const rows = await world.list('sys_email', 'subject=In parts^type=send-ready');

    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.recipients.value, 'later@x.example');
    assert.equal(sink.to('prompt@x.example').length, 1);
});

test('more recipients than a message may have are split', async () => {
    await set('glide.email.smtp.max_recipients', '2');
    const people = ['p1@x.example', 'p2@x.example', 'p3@x.example', 'p4@x.example', 'p5@x.example'];
    await sent(await write(people.join(','), { subject: 'Split' }));
    await world.settle();
    await set('glide.email.smtp.max_recipients', '100');

    const mails = sink.taken.filter((mail) => mail.to.some((to) => people.includes(to)));
    assert.equal(mails.length, 3);
    assert.deepEqual(mails.flatMap((mail) => mail.to).sort(), people);
});

test('with a test address every mail goes there and says whom it was for', async () => {
    await set('glide.email.test.user', 'tester@x.example');
    const row = await sent(await write('real@x.example', { subject: 'Diverted' }));
    await set('glide.email.test.user', '');

    assert.deepEqual(sink.to('real@x.example'), []);
    const [mail] = sink.to('tester@x.example');
    assert.match(mail?.text ?? '', /^X-Original-To: real@x\.example$/m);
    assert.match(row.reason.value, /Diverted to tester/);
});

test('mails to our own address and to nobody are not sent, and say why', async () => {
    const own = await write('desk@larkfield.example');
    const nobody = await write('no address at all');
    await world.settle();

    assert.equal((await read(own)).type.value, 'send-ignored');
    assert.match((await read(own)).reason.value, /our own address/);
    assert.match((await read(nobody)).reason.value, /no mail address/);
});

test('while sending is switched off mails wait', async () => {
    await set('glide.email.smtp.active', 'false');
    const row = await write('patient@x.example');
    await world.settle();
    assert.match((await read(row)).reason.value, /switched off/);

    await set('glide.email.smtp.active', 'true');
    await sent(await read(row));
    assert.equal(sink.to('patient@x.example').length, 1);
});

test('a crash while the mail server takes a mail repeats it at most once, under the same id', async () => {
    sink.answerToData = '';
    await write('crash@x.example', { subject: 'Crash' });
    await eventually(async () => sink.to('crash@x.example').length === 1, 'the first delivery');
    await world.restart('SIGKILL');
    sink.answerToData = '250 taken';

    await world.time(in_minutes(30));
    await eventually(async () => sink.to('crash@x.example').length === 2, 'the second delivery');
    await world.time(in_minutes(60));
    await world.settle();

    const ids = sink
        .to('crash@x.example')
        .map((mail) => /^Message-I[dD]: (.*)$/m.exec(mail.text)?.[1]);
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
    const [row] = await world.list('sys_email', 'subject=Crash');
    assert.equal(row?.type.value, 'sent');
});

test('a mail server that is away loses nothing', async () => {
    const { port } = sink;
    await sink.stop();
    const row = await write('away@x.example', { subject: 'Away' });
    await world.settle();
    assert.equal((await read(row)).type.value, 'send-ready');

    sink = await Sink.start(port);
    await world.time(in_minutes(90));
    await sent(row);
    assert.equal(sink.to('away@x.example').length, 1);
});
