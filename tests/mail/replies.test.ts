import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let mira: Person;
let agent: Client;

before(async () => {
    world = await start({ demo: true });
    mira = await world.person('mira.solheim');
    agent = world.as(await world.person('tomas.beran'));
});

const titled = async (title: string) => world.list(cases, `short_description=${title}`);
const comments = async (kase: Row) =>
    (await world.list('sys_journal_field', `element_id=${kase.sys_id.value}^element=comments`)).map(
        (entry) => entry.value.value,
    );
const log = async (mail: Row) =>
    (await agent.list('sys_email_log', `email=${mail.sys_id.value}^ORDERBYorder`)).map(
        (line) => line.message.value,
    );

// A case of Mira's about which the server has written to her.
async function openCase(title: string): Promise<{ kase: Row; told: Row }> {
    const kase = await world.as(mira).create(cases, { short_description: title });
    await world.settle();
    const mails = await world.mailsTo(mira);
    const told = mails.find((mail) => mail.subject.value.includes(kase.number.value));
    assert.ok(told, 'Mira was told of her case');
    return { kase, told };
}

const watermarkOf = (mail: Row) => /Ref:MSG\w+/.exec(mail.body_text.value)?.[0] ?? 'no watermark';

test('a reply finds its case by the watermark, whatever its subject says', async () => {
    const { kase, told } = await openCase('Watermark');

    const mail = await world.mail({
        from: mira,
        subject: 'something else',
        text: `It is LK-1.\n\nOn Monday, Larkfield wrote:\n> Which one?\n> ${watermarkOf(told)}`,
    });

    assert.equal(mail.receive_type.value, 'reply');
    assert.equal(mail.instance.value, kase.sys_id.value);
    assert.deepEqual(await comments(kase), ['It is LK-1.']);
});

test('a reply finds its case by the mail that it answers', async () => {
    const { kase, told } = await openCase('In reply to');

    await world.mail({
        from: mira,
        subject: 'no number',
        text: 'By header',
        inReplyTo: told.message_id.value,
    });

    assert.deepEqual(await comments(kase), ['By header']);
});

test('a reply to a reply finds its case by the references', async () => {
    const { kase, told } = await openCase('References');

    await world.mail({
        from: mira,
        subject: 'no number',
        text: 'By references',
        inReplyTo: '<unknown@elsewhere.example>',
        references: `${told.message_id.value} <unknown@elsewhere.example>`,
    });

    assert.deepEqual(await comments(kase), ['By references']);
});

test('a number in the subject counts only behind a prefix of answers', async () => {
    const { kase } = await openCase('Number');

    await world.mail({ from: mira, subject: `About ${kase.number.value}`, text: 'not an answer' });
    await world.mail({
        from: mira,
        subject: `AW: Case ${kase.number.value}: news`,
        text: 'answer',
    });

    assert.deepEqual(await comments(kase), ['answer']);
});

test('the stronger evidence wins over a number of another case', async () => {
    const { kase: right, told } = await openCase('Right');
    const { kase: other } = await openCase('Other');

    await world.mail({
        from: mira,
        subject: `Re: ${other.number.value} please`,
        text: `Hello\n> ${watermarkOf(told)}`,
    });

    assert.deepEqual(await comments(right), ['Hello']);
    assert.deepEqual(await comments(other), []);
});

test('a stranger with a stolen watermark writes nothing and is not in the activity', async () => {
    const { kase, told } = await openCase('Stolen');

    const mail = await world.mail({
        from: 'thief@elsewhere.example',
        subject: 'Re: hello',
        text: `Let me in ${watermarkOf(told)}`,
    });

    assert.equal(mail.type.value, 'received-ignored');
    assert.equal(mail.instance.value, '');
    assert.match(mail.reason.value, /may not write to/);
    assert.deepEqual(await comments(kase), []);
});

test('a guessed watermark is none', async () => {
    const { kase, told } = await openCase('Guessed');
    const forged = watermarkOf(told).replace(/_.*/, '_00000000000000000000');

    const mail = await world.mail({ from: mira, subject: 'hello', text: forged });

    assert.equal(mail.receive_type.value, 'new');
    assert.match((await log(mail)).join('\n'), /not one that this server wrote/);
    assert.deepEqual(await comments(kase), []);
});

test('a forwarded mail is new, even with a watermark in it', async () => {
    const { kase, told } = await openCase('Forwarded');

    const mail = await world.mail({
        from: mira,
        subject: 'FW: Case: from a colleague',
        text: `See below\n\nFrom: Jonas\nSent: Monday\n${watermarkOf(told)}`,
    });

    assert.equal(mail.receive_type.value, 'forward');
    assert.deepEqual(await comments(kase), []);
});

test('an answer to a closed case changes nothing, and its sender is told', async () => {
    const { kase, told } = await openCase('Closed');
    const id = kase.sys_id.value;
    await agent.update(cases, id, { state: '10' });
    await agent.update(cases, id, { state: '6', resolution_code: '1', close_notes: 'Done.' });
    await world.as(mira).update(cases, id, { state: '3' });

    const mail = await world.mail({ from: mira, subject: 'x', text: `More ${watermarkOf(told)}` });

    assert.match(mail.reason.value, /is closed/);
    assert.equal((await comments(kase)).includes('More'), false);
});

test('a mail that we sent ourselves is a loop', async () => {
    const { told } = await openCase('Loop');

    const mail = await world.mail({
        from: mira,
        subject: 'Case: came back',
        text: 'x',
        messageId: told.message_id.value,
    });

    assert.equal(mail.type.value, 'received-ignored');
    assert.deepEqual(await titled('came back'), []);
});
