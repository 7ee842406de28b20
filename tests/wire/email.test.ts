import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, start, type World } from '#support';

interface Sent {
    id: string;
    links: { rel: string; href: string }[];
}
type Mail = Record<string, unknown>;

const path = '/api/now/v1/email';
let world: World;
let sender: Person, writer: Person, other: Person;
let problem: string;

before(async () => {
    world = await start();
    sender = await world.user('sara.sender', { roles: ['email_api_send', 'itil'] });
    writer = await world.user('wim.writer', { roles: ['email_composer'] });
    other = await world.user('otto.other', { roles: ['email_api_send'] });
    problem = (await world.admin.create('problem', { short_description: 'Leak' })).sys_id.value;
});

async function sent(mail: Mail, client: Client = world.as(sender)): Promise<Sent> {
    return client.expect(await client.post<Sent>(path, mail), 200).result;
}
async function told(id: string, fields = '', client: Client = world.as(sender)): Promise<Mail> {
    const answer = await client.get<Mail>(`${path}/${id}`, { sysparm_fields: fields });
    return client.expect(answer, 200).result;
}

test('a mail is sent and its state can be asked for', async () => {
    const { id, links } = await sent({
        to: ['Ann Lee <ann@box.example>', 'bo@box.example'],
        cc: ['cy@box.example', 'ann@box.example'],
        bcc: ['dee@box.example'],
        subject: 'Hello',
        text: 'First line\nsecond <line>',
        importance: 'High',
        headers: { 'X-Order': '17' },
    });

    assert.deepEqual(links, [
        { rel: 'self', href: `/now/v1/email/${id}` },
        { rel: 'status', href: `/now/v1/email/${id}?sysparm_fields=id,type,state,error` },
    ]);
    assert.deepEqual(await told(id), {
        id,
        to: ['ann@box.example', 'bo@box.example'],
        cc: ['cy@box.example'],
        bcc: ['dee@box.example'],
        subject: 'Hello',
        text: 'First line\nsecond <line>',
        html: '<div>First line<br>\nsecond &lt;line&gt;</div>',
        headers: { 'X-Order': '17' },
        importance: 'high',
        state: 'ready',
        type: 'send-ready',
        error: '',
    });
    assert.deepEqual(await told(id, 'id, type,state,error,nothing'), {
        id,
        type: 'send-ready',
        state: 'ready',
        error: '',
    });
});

test('a mail of a record carries its label, so that answers come back to it', async () => {
    const { id } = await sent({
        to: ['ann@box.example'],
        subject: 'Your problem',
        html: '<p onclick="x()">Hi<script>alert(1)</script></p>',
        table_name: 'problem',
        table_record_id: problem,
    });
    const mail = await told(id);
    assert.match(String(mail.text), /^Hi\s+Ref:MSG\d+_/);
    assert.doesNotMatch(String(mail.html), /onclick|script/);
    const [row] = await world.list('sys_email', `sys_id=${id}`);
    assert.equal(row?.instance.value, problem);
    assert.equal(row?.user_id.value, sender.sys_id);
});

test('only who may send sends, and of a record only who may write it', async () => {
    const mail = { to: ['ann@box.example'], subject: 'x', text: 'y' };
    const refused = await world.as(writer).post(path, mail);
    assert.equal(refused.status, 403);
    assert.deepEqual(refused.error, {
        message: 'User Not Authorized',
        detail: 'Failed API level ACL Validation',
    });
    const about = { ...mail, table_name: 'problem', table_record_id: problem };
    assert.equal((await world.as(other).post(path, mail)).status, 200);
    assert.ok([403, 404].includes((await world.as(other).post(path, about)).status));
    assert.equal((await world.as().post(path, mail)).status, 401);
});

test('a mail that is missing and one that is not yours look the same', async () => {
    const { id } = await sent({ to: ['ann@box.example'], text: 'mine' });
    const foreign = await world.as(other).get(`${path}/${id}`);
    const missing = await world.as(other).get(`${path}/00000000000000000000000000000000`);
    assert.equal(foreign.status, 403);
    assert.equal(foreign.text, missing.text);
    assert.equal((await world.as(sender).get(`${path}/'`)).status, 403);
    assert.equal((await told(id, 'text', world.admin)).text, 'mine');
});

test('what is no mail is refused in words', async () => {
    const fine = { to: ['ann@box.example'], text: 'y' };
    const message = async (mail: unknown) => {
        const answer = await world.as(sender).post(path, mail);
        assert.equal(answer.status, 400, answer.text);
        return answer.error?.message;
    };
    assert.equal(await message({}), 'Say who gets this mail');
    assert.equal(await message({ to: ['ann@box.example'] }), 'Write a text');
    assert.equal(await message({ ...fine, to: 'ann@box.example' }), 'Say who gets this mail');
    for (const address of ['ann', 'a@b\r\nBcc: c@d', 'a@b.example, c@d.example', '<>', ''])
        assert.match((await message({ ...fine, cc: [address] })) ?? '', /is no mail address$/);
    assert.equal(
        await message({ ...fine, bcc: Array.from({ length: 101 }, (_, i) => `p${i}@x.example`) }),
        'These are too many recipients',
    );
    assert.equal(await message({ ...fine, importance: 'urgent' }), 'importance is low or high');
    for (const name of ['From', 'Bcc', 'X-', 'X-A\r\nBcc'])
        assert.match(
            (await message({ ...fine, headers: { [name]: 'v' } })) ?? '',
            /cannot be set$/,
        );
    assert.equal(
        await message({ ...fine, table_name: 'problem' }),
        'table_name and table_record_id go together',
    );
});

test('headers of a mail cannot smuggle others', async () => {
    const { id } = await sent({
        to: ['ann@box.example'],
        subject: 'One\r\nBcc: all@box.example',
        text: 'x',
        headers: { 'X-Note': 'a\r\nBcc: all@box.example' },
    });
    const mail = await told(id);
    assert.equal(mail.subject, 'One  Bcc: all@box.example');
    assert.deepEqual(mail.headers, { 'X-Note': 'a  Bcc: all@box.example' });
});

test('the composer of the workspace writes its mails in the same way', async () => {
    const compose = (more: Mail) =>
        world.as(sender).post('/api/ui/v1/email', {
            table: 'problem',
            sys_id: problem,
            to: ['ann@box.example'],
            subject: 'From a record',
            text: 'Hello',
            ...more,
        });
    const answer = await compose({});
    assert.equal(answer.status, 201, answer.text);
    const mail = await told((JSON.parse(answer.text) as { sys_id: string }).sys_id);
    assert.deepEqual([mail.type, mail.subject], ['send-ready', 'From a record']);
    assert.match(String(mail.text), /Ref:MSG/);

    const wrong = await compose({ to: ['ann'] });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /"to"/);
    const nowhere = await compose({ sys_id: '00000000000000000000000000000000' });
    assert.equal(nowhere.status, 404);
});
