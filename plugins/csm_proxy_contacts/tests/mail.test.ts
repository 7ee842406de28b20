import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let greta: Person;
let stefan: Person;
let tuva: Person;
let agent: Client;

before(async () => {
    world = await start({ demo: true });
    greta = await world.person('greta.hallam');
    stefan = await world.person('stefan.ruzicka');
    tuva = await world.person('tuva.lien');
    agent = world.as(await world.person('tomas.beran'));
});

const named = async (text: string) => world.list(cases, `short_description=${text}`);

test('of two employees who send the same mail, the one with the role has a case', async () => {
    const letter = { subject: 'Case: printer on fire', text: 'Please help Bergen.' };
    const accepted = await world.mail({ from: greta, ...letter });
    const refused = await world.mail({ from: stefan, ...letter });

    const found = await named('printer on fire');

    assert.equal(found.length, 1);
    assert.equal(found[0]?.internal_contact.value, greta.sys_id);
    assert.equal(found[0]?.contact_type.value, 'email');
    assert.equal(found[0]?.account.value, '');
    assert.equal(accepted.instance.value, found[0]?.sys_id.value);
    assert.equal(refused.type.value, 'received-ignored');
    assert.match(refused.reason.value, /employee without the role/);
});

test('an agent reads in the mail log why there is no case', async () => {
    const mail = await world.mail({ from: stefan, subject: 'Case: read me', text: 'Hello' });

    const [row] = await agent.list('sys_email', `sys_id=${mail.sys_id.value}`);

    assert.match(row?.reason.display_value ?? '', /employee without the role/);
});

test('files of the mail are on the case', async () => {
    await world.mail({
        from: greta,
        subject: 'Case: with a file',
        text: 'See the list.',
        attachments: [{ name: 'list.txt', type: 'text/plain', content: 'one\ntwo\n' }],
    });

    const [kase] = await named('with a file');

    const files = await world.list('sys_attachment', `table_sys_id=${kase?.sys_id.value}`);
    assert.deepEqual(
        files.map((file) => file.file_name.value),
        ['list.txt'],
    );
});

test('his reply to the confirmation is a comment, not a second case', async () => {
    await world.mail({ from: greta, subject: 'Case: answer me', text: 'First' });
    const [kase] = (await named('answer me')) as [Row];

    await world.mail({
        from: greta,
        subject: `Re: Case ${kase.number.value} opened: answer me`,
        text: 'And one thing more.',
    });

    assert.equal((await named('answer me')).length, 1);
    const query = `element_id=${kase.sys_id.value}^element=comments`;
    const [entry] = await world.list('sys_journal_field', query);
    assert.match(entry?.value.value ?? '', /one thing more/);
});

test('he hears once of opening, comments of others and closing, and of no note', async () => {
    const kase = await world.as(greta).create(cases, {
        short_description: 'Mails to me',
        account: (await world.list('customer_contact', 'user_name=tuva.lien'))[0]?.account.value,
        contact: tuva.sys_id,
    });
    const [id, number] = [kase.sys_id.value, kase.number.value];
    await agent.update(cases, id, { state: '10' });
    await agent.update(cases, id, { comments: 'We look into it.' });
    await world.as(greta).update(cases, id, { comments: 'My own words.' });
    await agent.update(cases, id, { work_notes: 'Nobody outside.' });
    await agent.update(cases, id, { state: '6', resolution_code: '1', close_notes: 'Done.' });
    await world.as(tuva).update(cases, id, { state: '3' });

    await world.settle();

    const heard = (await world.mailsTo(greta)).map((mail) => mail.subject.value);
    assert.deepEqual(heard.filter((text) => text.includes(number)).sort(), [
        `Case ${number} closed`,
        `Case ${number} opened: Mails to me`,
        `Case ${number}: new comment`,
    ]);
});

test('after another one is named he hears nothing more', async () => {
    const omar = await world.person('omar.reyes');
    const kase = await world.as(greta).create(cases, {
        short_description: 'Hand over',
        account: (await world.list('customer_contact', 'user_name=tuva.lien'))[0]?.account.value,
        contact: tuva.sys_id,
    });
    await agent.update(cases, kase.sys_id.value, { internal_contact: omar.sys_id });
    await agent.update(cases, kase.sys_id.value, { comments: 'Hello Omar.' });

    await world.settle();

    const number = kase.number.value;
    const to = async (person: Person) =>
        (await world.mailsTo(person)).filter((mail) => mail.subject.value.includes(number)).length;
    assert.equal(await to(greta), 1);
    assert.equal(await to(omar), 1);
});
