import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { eventually, type Person, start, type World } from '#support';

// Stead between two real mail servers: exim pipes what comes for the desk, and takes what goes out.
let world: World;
let mira: Person;
let outside: Awaited<ReturnType<World['mailServer']>>;

before(async () => {
    world = await start({ demo: true });
    mira = await world.person('mira.solheim');
    outside = await world.mailServer();
    const [opened] = await world.list(
        'sysevent_email_action',
        'name=Case opened for customer^collection=sn_customerservice_case',
    );
    await world.admin.update('sysevent_email_action', opened?.sys_id.value ?? '', {
        include_attachments: 'true',
    });
    await world.admin.create('sys_email_account', {
        name: 'Larkfield support',
        type: 'SMTP',
        server: '127.0.0.1',
        port: String(outside.port),
        connection_security: 'none',
        authentication: 'none',
        from: 'support@larkfield.example',
        email_user_label: 'Larkfield support',
    });
});

test('a mail that exim took over SMTP becomes a case', async () => {
    const id = await outside.send({
        from: mira,
        subject: 'Case: through a real mail server',
        text: 'The gasket leaks.',
        attachments: [{ name: 'Maße.csv', type: 'text/csv', content: 'a,b\n1,2\n' }],
    });

    const mail = await eventually(async () => {
        const [row] = await world.list('sys_email', `message_id=${id}^state!=ready`);
        return row;
    }, 'the mail in Stead');

    assert.equal(mail.state.value, 'processed', mail.reason.value);
    const [kase] = await world.list(
        'sn_customerservice_case',
        'short_description=through a real mail server',
    );
    assert.equal(kase?.contact.value, mira.sys_id);
});

test('what the server writes arrives at the customer with the headers that mail programs need', async () => {
    const [kase] = await world.list(
        'sn_customerservice_case',
        'short_description=through a real mail server',
    );
    const number = kase?.number.value ?? '';

    const arrived = await eventually(
        async () => outside.arrived().find((mail) => mail.includes(`${number} opened`)),
        'the notification outside',
    );

    assert.match(arrived, /^Message-ID: <[0-9a-f]{32}@/im);
    assert.match(arrived, /^Auto-Submitted: auto-generated/im);
    assert.match(arrived, /^In-Reply-To: </im);
    assert.match(arrived, /^References: </im);
    assert.match(arrived, new RegExp(`^To: .*${mira.email}`, 'im'));
    assert.match(arrived, /multipart\/alternative/);
    assert.match(arrived, /Content-Disposition: attachment/);
    assert.match(arrived, /YSxiCjEsMgo=/);
    await world.settle();
    const [row] = await world.list('sys_email', `subjectLIKE${number} opened^type=sent`);
    assert.ok(row?.sent_on.value);
});
