import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let employee: Person;
let colleague: Person;
let customer: Person;

before(async () => {
    world = await start();
    employee = await world.user('ellen.moss', { fields: { home_phone: '+420555010101' } });
    colleague = await world.user('colin.reed', { fields: { home_phone: '+420555010102' } });
    customer = await world.user('carla.guestly', { roles: ['snc_external'] });
});

function row(person: Person): string {
    return `/api/now/table/sys_user/${person.sys_id}`;
}

test('the administrator has the id that clients know', async () => {
    const [admin] = await world.list('sys_user', 'user_name=admin');

    assert.equal(admin?.sys_id.value, '6816f79cc0a8016401c5a33be04be441');
    assert.equal(admin?.name.value, 'System Administrator');
});

test('the name is made of the first and the last name', async () => {
    const [found] = await world.list('sys_user', 'user_name=ellen.moss');

    assert.equal(found?.name.value, 'Ellen Moss');
});

test('two people cannot share a user ID', async () => {
    const answer = await world.admin.post('/api/now/table/sys_user', {
        user_name: 'ellen.moss',
        last_name: 'Double',
    });

    assert.notEqual(answer.status, 201);
});

test('a user ID needs a name', async () => {
    const answer = await world.admin.post('/api/now/table/sys_user', { user_name: 'nameless' });

    assert.equal(answer.status, 403);
});

test('a password works at once and is shown as asterisks', async () => {
    const answer = await world.admin.update('sys_user', employee.sys_id, {
        user_password: 'Another-horse-8',
    });
    assert.equal(answer.user_password?.display_value, '********');

    const old = await world.as(employee).get(row(employee));
    employee = { ...employee, password: 'Another-horse-8' };
    const fresh = await world.as(employee).get(row(employee));

    assert.deepEqual([old.status, fresh.status], [401, 200]);
});

test('colleagues read each other but not the private phone', async () => {
    const answer = await world.as(employee).get(row(colleague));

    const seen = answer.result as unknown as Record<string, string>;
    assert.equal(seen.email, 'colin.reed@example.com');
    assert.ok(!('home_phone' in seen));
    assert.ok(!('user_password' in seen));
    assert.ok(!('failed_attempts' in seen));
});

test('people outside read the name of a colleague and nothing more', async () => {
    const answer = await world.as(customer).get(row(colleague));

    const seen = answer.result as unknown as Record<string, string>;
    assert.equal(seen.name, 'Colin Reed');
    assert.ok(!('email' in seen));
    assert.ok(!('user_name' in seen));
    assert.ok(!('phone' in seen));
});

test('people outside cannot look for colleagues by what they may not read', async () => {
    const rows = await world.as(customer).get<unknown[]>('/api/now/table/sys_user', {
        sysparm_query: 'emailSTARTSWITHcolin',
    });

    assert.ok(rows.status === 403 || rows.result.length === 0, rows.text);
});

test('people change their own phone and time zone but not their name or e-mail', async () => {
    await world.as(employee).patch(row(employee), {
        mobile_phone: '+420555010199',
        time_zone: 'Europe/Oslo',
        last_name: 'Queen',
        email: 'queen@example.com',
        user_password: 'Third-horse-9',
    });

    const [found] = await world.list('sys_user', `sys_id=${employee.sys_id}`);
    assert.equal(found?.mobile_phone.value, '+420555010199');
    assert.equal(found?.time_zone.value, 'Europe/Oslo');
    assert.equal(found?.last_name.value, 'Moss');
    assert.equal(found?.email.value, 'ellen.moss@example.com');
    assert.equal((await world.as(employee).get(row(employee))).status, 200);
});

test('people do not change each other', async () => {
    const answer = await world
        .as(employee)
        .patch(row(colleague), { mobile_phone: '+420555010198' });

    assert.equal(answer.status, 403);
});

test('five wrong passwords lock a user, and a quarter of an hour later it is open again', async () => {
    const lars = await world.user('lars.locked');
    const wrong = { ...lars, password: 'wrong' };
    for (let i = 0; i < 5; i++) await world.as(wrong).get(row(lars));

    assert.equal((await world.as(lars).get(row(lars))).status, 401);

    await world.time(new Date(Date.now() + 16 * 60_000).toISOString());
    assert.equal((await world.as(lars).get(row(lars))).status, 200);
});

test('somebody inactive does not get in', async () => {
    const ina = await world.user('ina.inactive');

    await world.admin.update('sys_user', ina.sys_id, { active: 'false' });

    assert.equal((await world.as(ina).get(row(ina))).status, 401);
});

test('a department leads to its head in three steps', async () => {
    const department = await world.admin.create('cmn_department', {
        name: 'Roasting',
        dept_head: colleague.sys_id,
    });
    await world.admin.update('sys_user', employee.sys_id, { department: department.sys_id.value });

    const answer = await world.admin.get(row(employee), {
        sysparm_fields: 'department.dept_head.user_name',
    });

    const seen = answer.result as unknown as Record<string, string>;
    assert.equal(seen['department.dept_head.user_name'], 'colin.reed');
});

test('preferences belong to one person', async () => {
    await world.as(employee).create('sys_user_preference', { name: 'density', value: 'compact' });
    await world.as(employee).create('sys_user_preference', { name: 'density', value: 'wide' });

    const mine = await world.as(employee).list('sys_user_preference', 'name=density');
    const theirs = await world.as(colleague).list('sys_user_preference', 'name=density');

    assert.deepEqual(
        mine.map((each) => each.value.value),
        ['wide'],
    );
    assert.deepEqual(theirs, []);
});

test('nobody writes a preference for somebody else', async () => {
    const answer = await world.as(employee).post('/api/now/table/sys_user_preference', {
        name: 'density',
        value: 'compact',
        user: colleague.sys_id,
    });

    assert.equal(answer.status, 403);
});

test('nobody hands their preference to somebody else', async () => {
    const mine = await world
        .as(employee)
        .create('sys_user_preference', { name: 'tab', value: '1' });

    await world.as(employee).patch(`/api/now/table/sys_user_preference/${mine.sys_id.value}`, {
        user: colleague.sys_id,
    });

    assert.deepEqual(await world.as(colleague).list('sys_user_preference', 'name=tab'), []);
});

test('a mail written by hand is a draft and is never sent as somebody else', async () => {
    const agent = await world.user('ada.agent', { roles: ['email_composer'] });
    const letter = { subject: 'Hello', direct: 'x@example.com', from: 'boss@example.com' };

    const ready = await world.as(agent).post('/api/now/table/sys_email', {
        ...letter,
        type: 'send-ready',
    });
    const draft = await world.as(agent).create('sys_email', { ...letter, type: 'draft' });
    await world.as(agent).patch(`/api/now/table/sys_email/${draft.sys_id.value}`, {
        type: 'send-ready',
    });

    const [kept] = await world.list('sys_email', `sys_id=${draft.sys_id.value}`);
    assert.equal(ready.status, 403);
    assert.equal(kept?.type.value, 'draft');
    assert.equal(kept?.from.value, '');
});

test('drafts are not even for administrators', async () => {
    await world.as(employee).create('stead_draft', { kind: 'note', content: '{"text":"half a"}' });

    const seen = await world.admin.get<unknown[]>('/api/now/table/stead_draft');

    assert.ok(seen.status === 403 || seen.result.length === 0);
});

test('a changed password ends the browser sessions that were open', async () => {
    const world = await start();
    const rita = await world.user('rita.sessions');
    const login = await fetch(`${world.base}/api/ui/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user_name: rita.user_name, user_password: rita.password }),
    });
    const cookie = login.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
    const visit = () => fetch(`${world.base}/api/ui/v1/bootstrap`, { headers: { cookie } });
    assert.equal((await visit()).status, 200);

    await world.admin.update('sys_user', rita.sys_id, { user_password: 'Another-horse-8' });

    assert.equal((await visit()).status, 401);
});
