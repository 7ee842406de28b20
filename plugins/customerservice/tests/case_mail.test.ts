import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let mira: Person;
let tomas: Person;

before(async () => {
    world = await start({ demo: true });
    mira = await world.person('mira.solheim');
    tomas = await world.person('tomas.beran');
});

const bySubject = async (text: string) =>
    (await world.list(cases, `short_description=${text}`))[0] as Row;
const subjects = async (to: Person, number: string) => {
    await world.settle();
    const mails = await world.mailsTo(to);
    return mails.map((mail) => mail.subject.value).filter((text) => text.includes(number));
};

test('a contact mails with the prefix and has a case', async () => {
    await world.mail({ from: mira, subject: 'Case: tray is cracked', text: 'Since today.' });

    const kase = await bySubject('tray is cracked');

    assert.equal(kase.contact.value, mira.sys_id);
    assert.equal(kase.account.display_value, 'Brannock Hotels Nordics');
    assert.equal(kase.contact_type.value, 'email');
    assert.match(kase.description.value, /Since today/);
});

test('a mail without prefix and to another address opens nothing', async () => {
    await world.mail({ from: mira, subject: 'Lunch on Friday', text: 'Are you in?' });

    assert.equal(await bySubject('Lunch on Friday'), undefined);
});

test('an unknown sender has no case, and the mail says why', async () => {
    const mail = await world.mail({
        from: 'somebody@elsewhere.example',
        subject: 'Case: hello from outside',
        text: 'Hi',
    });

    assert.equal(await bySubject('hello from outside'), undefined);
    assert.match(mail.reason.value, /Nobody is known/);
});

test('a consumer mails and has a case of his own', async () => {
    const felix = await world.person('felix.grandin');

    await world.mail({ from: felix, subject: 'Case: jug leaks', text: 'At the handle.' });

    assert.equal((await bySubject('jug leaks')).consumer.display_value, 'Felix Grandin');
});

test('a reply becomes a comment and opens a case that waits', async () => {
    const agent = world.as(tomas);
    const kase = await world.as(mira).create(cases, { short_description: 'Reply to me' });
    const id = kase.sys_id.value;
    await agent.update(cases, id, { state: '10', assigned_to: tomas.sys_id });
    await agent.update(cases, id, { state: '18', comments: 'Which serial number?' });

    await world.mail({ from: mira, subject: `Re: ${kase.number.value} please`, text: 'LK-22824' });

    assert.equal((await world.list(cases, `sys_id=${id}`))[0]?.state.display_value, 'Open');
    const query = `element_id=${id}^element=comments^valueLIKELK-22824`;
    assert.equal((await world.list('sys_journal_field', query)).length, 1);
});

test('a reply of somebody who may not write to the case changes nothing', async () => {
    const sanna = await world.person('sanna.ruud');
    const kase = await world.as(mira).create(cases, { short_description: 'Not for Sanna' });

    const mail = await world.mail({
        from: sanna,
        subject: `Re: ${kase.number.value} please`,
        text: 'Let me in',
    });

    const query = `element_id=${kase.sys_id.value}^element=comments`;
    assert.equal((await world.list('sys_journal_field', query)).length, 0);
    assert.match(mail.reason.value, /may not write/);
});

test('the customer hears of opening, comment, solution and end, the watcher too', async () => {
    const jonas = await world.person('jonas.aalto');
    const agent = world.as(tomas);
    const kase = await agent.create(cases, {
        short_description: 'Tell me everything',
        contact: mira.sys_id,
        watch_list: jonas.sys_id,
    });
    const [id, number] = [kase.sys_id.value, kase.number.value];

    await agent.update(cases, id, { state: '10', assigned_to: tomas.sys_id });
    await agent.update(cases, id, { comments: 'I look into it.' });
    await agent.update(cases, id, { state: '6', resolution_code: '1', close_notes: 'Done.' });
    await world.as(mira).update(cases, id, { state: '3' });

    for (const person of [mira, jonas]) {
        const heard = (await subjects(person, number)).sort();
        assert.deepEqual(heard, [
            `Case ${number} closed`,
            `Case ${number} opened: Tell me everything`,
            `Case ${number}: is this solved?`,
            `Case ${number}: new comment`,
        ]);
    }
});

test('work notes are mailed to no customer', async () => {
    const agent = world.as(tomas);
    const kase = await agent.create(cases, {
        short_description: 'Quiet please',
        contact: mira.sys_id,
    });
    await agent.update(cases, kase.sys_id.value, { work_notes: 'Only for us' });

    assert.deepEqual(await subjects(mira, kase.number.value), [
        `Case ${kase.number.value} opened: Quiet please`,
    ]);
});

test('an agent hears of a case that another one gives him, not of one that he takes', async () => {
    const elin = world.as(await world.person('elin.novak'));
    const given = await elin.create(cases, { short_description: 'Given', contact: mira.sys_id });
    const taken = await elin.create(cases, { short_description: 'Taken', contact: mira.sys_id });

    await elin.update(cases, given.sys_id.value, { assigned_to: tomas.sys_id });
    await world.as(tomas).update(cases, taken.sys_id.value, { assigned_to: tomas.sys_id });

    assert.equal((await subjects(tomas, given.number.value)).length, 1);
    assert.equal((await subjects(tomas, taken.number.value)).length, 0);
});
