import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let mira: Person;
const users = '/api/now/table/sys_user';
const json = { 'content-type': 'application/json' };

before(async () => {
    world = await start();
    mira = await world.user('mira.session');
});

function cookiesOf(response: Response): string {
    return response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
}

async function call(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const response = await fetch(world.base + path, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
}

function login(person: Person) {
    return fetch(`${world.base}/login.do`, {
        method: 'POST',
        body: new URLSearchParams({
            user_name: person.user_name,
            user_password: person.password,
            sys_action: 'sysverb_login',
        }),
        redirect: 'manual',
    });
}

// Cookies of a person who has just signed in on the page.
async function signedIn(person: Person): Promise<string> {
    return cookiesOf(await login(person));
}

function basic({ user_name, password }: Person) {
    return `Basic ${Buffer.from(`${user_name}:${password}`).toString('base64')}`;
}

test('signing in by form sets the cookies and says so', async () => {
    const response = await login(mira);

    assert.equal(response.status, 303);
    assert.equal(response.headers.get('x-is-logged-in'), 'true');
    const cookies = response.headers.getSetCookie();
    for (const name of ['JSESSIONID', 'glide_user_route', 'glide_session_store']) {
        const cookie = cookies.find((each) => each.startsWith(`${name}=`)) ?? '';
        assert.match(cookie, /HttpOnly/);
        assert.match(cookie, /SameSite=Lax/);
    }
});

test('a cookie reads without a token and changes only with it', async () => {
    const cookie = await signedIn(mira);
    const change = { method: 'PATCH', body: '{"time_zone":"Europe/Oslo"}' };
    const path = `${users}/${mira.sys_id}`;

    const read = await call(path, { headers: { cookie } });
    assert.equal(read.status, 200);
    assert.equal(read.headers.get('x-is-logged-in'), 'true');

    const without = await call(path, { ...change, headers: { cookie } });
    assert.equal(without.status, 401);
    const token = without.headers.get('x-usertoken-response') ?? '';
    assert.match(token, /^[0-9a-f]{64}$/);

    const stale = await call(path, { ...change, headers: { cookie, 'x-usertoken': 'stale' } });
    assert.equal(stale.status, 401);
    assert.equal(stale.headers.get('x-usertoken-response'), token);
    assert.equal(stale.headers.get('www-authenticate'), null);

    const right = await call(path, {
        ...change,
        headers: { ...json, cookie, 'x-usertoken': token },
    });
    assert.equal(right.status, 200);
});

test('a call with a password leaves cookies that later calls may show alone', async () => {
    const first = await fetch(`${world.base}${users}/${mira.sys_id}`, {
        headers: { authorization: basic(mira) },
    });
    const cookie = cookiesOf(first);

    const later = await call(`${users}/${mira.sys_id}`, { headers: { cookie } });

    assert.equal(later.status, 200);
});

test('pages tell scripts the token of the session', async () => {
    const cookie = await signedIn(mira);

    const page = await call('/navpage.do', { headers: { cookie } });

    const token = /g_ck = '([0-9a-f]{64})'/.exec(page.text)?.[1] ?? '';
    const { status } = await call(`${users}/${mira.sys_id}`, {
        method: 'PATCH',
        body: '{"time_zone":"Europe/Prague"}',
        headers: { ...json, cookie, 'x-usertoken': token },
    });
    assert.equal(status, 200);
});

test('signing out by form ends the session; a foreign page cannot do it', async () => {
    const cookie = await signedIn(mira);
    const { text } = await call('/navpage.do', { headers: { cookie } });
    const token = /g_ck = '([0-9a-f]{64})'/.exec(text)?.[1] ?? '';
    const path = `${users}/${mira.sys_id}`;

    const forged = await call('/logout.do', { method: 'POST', headers: { cookie } });
    assert.equal(forged.status, 401);
    assert.equal((await call(path, { headers: { cookie } })).status, 200);

    const body = new URLSearchParams({ sysparm_ck: token });
    await call('/logout.do', { method: 'POST', body, headers: { cookie } });
    assert.equal((await call(path, { headers: { cookie } })).status, 401);
});

test('a session ends after half an hour without a call, and lives as long as it is used', async () => {
    const used = await signedIn(mira);
    const unused = await signedIn(mira);
    const path = `${users}/${mira.sys_id}`;
    const begin = Date.now();

    for (const minutes of [20, 40, 60]) {
        await world.time(new Date(begin + minutes * 60_000));
        assert.equal((await call(path, { headers: { cookie: used } })).status, 200);
    }

    assert.equal((await call(path, { headers: { cookie: unused } })).status, 401);
    await world.restart();
    await world.time(new Date(begin + 85 * 60_000));
    assert.equal((await call(path, { headers: { cookie: used } })).status, 200);
    await world.time(new Date());
});

test('an administrator ends a session at once', async () => {
    const cookie = await signedIn(mira);
    const path = `${users}/${mira.sys_id}`;
    assert.equal((await call(path, { headers: { cookie } })).status, 200);

    for (const row of await world.list('sys_user_session', `user=${mira.sys_id}`))
        await world.admin.delete(`/api/now/table/sys_user_session/${row.sys_id?.value}`);

    assert.equal((await call(path, { headers: { cookie } })).status, 401);
});

test('no credentials, wrong ones and an unknown scheme are told in the same words', async () => {
    const headers: Record<string, string>[] = [
        {},
        { authorization: basic({ ...mira, password: 'wrong' }) },
        { authorization: basic({ ...mira, user_name: 'nobody.here' }) },
        { authorization: 'Bearer nonsense' },
        { authorization: 'Digest nonsense' },
        { 'x-sn-apikey': 'nonsense' },
        { cookie: 'JSESSIONID=nonsense' },
    ];

    for (const each of headers) {
        const answer = await call(users, { headers: each });
        assert.equal(answer.status, 401, JSON.stringify(each));
        assert.equal(answer.headers.get('www-authenticate'), 'Basic realm="Service-now"');
        assert.deepEqual(JSON.parse(answer.text), {
            error: {
                message: 'User Not Authenticated',
                detail: 'Required to provide Auth information',
            },
            status: 'failure',
        });
    }
});

test('who may only call APIs does not get in by the form', async () => {
    const robot = await world.user('robot.session', {
        fields: { web_service_access_only: 'true' },
    });

    const page = await login(robot);
    const api = await call(users, { headers: { authorization: basic(robot) } });

    assert.equal(page.headers.get('x-is-logged-in'), 'false');
    assert.equal(api.status, 200);
});

test('passwords are for holders of a role once that is switched on', async () => {
    const holder = await world.user('holder.session', { roles: ['snc_basic_auth_api_access'] });
    const other = await world.user('other.session');
    await setProperty('stead.rest.basic_auth.needs_role', 'true');

    const answers = [
        await call(users, { headers: { authorization: basic(holder) } }),
        await call(users, { headers: { authorization: basic(other) } }),
    ];

    await setProperty('stead.rest.basic_auth.needs_role', 'false');
    assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 401],
    );
});

async function setProperty(name: string, value: string): Promise<void> {
    const [row] = await world.list('sys_properties', `name=${name}`);
    await world.admin.update('sys_properties', row?.sys_id.value ?? '', { value });
}

const apiKey = 'a-key-of-at-least-thirty-two-characters';

test('an API key opens only APIs whose policy admits it, from allowed addresses, while active', async () => {
    const key = await world.admin.create('sys_api_key', {
        name: 'Shop',
        user: mira.sys_id,
        token: apiKey,
    });
    const ask = async (path = users, headers: Record<string, string> = { 'x-sn-apikey': apiKey }) =>
        (await call(path, { headers })).status;
    assert.equal(await ask(), 403);

    await world.admin.create('sys_api_access_policy', {
        name: 'Users by key',
        api: '/api/now/table',
        table: 'sys_user',
        api_key: 'true',
    });

    assert.equal(await ask(), 200);
    assert.equal(await ask(`${users}?x-sn-apikey=${apiKey}`, {}), 200);
    assert.equal(await ask('/api/now/table/sys_user_group'), 403);
    const [row] = await world.list('sys_api_key', 'name=Shop');
    assert.equal(row?.token_hint?.value, 'a-ke');
    assert.ok(!JSON.stringify(row).includes(apiKey));

    await world.admin.update('sys_api_key', key.sys_id?.value ?? '', {
        allowed_addresses: '192.0.2.0/24',
    });
    assert.equal(await ask(), 401);
    await world.admin.update('sys_api_key', key.sys_id?.value ?? '', {
        allowed_addresses: '',
        active: 'false',
    });
    assert.equal(await ask(), 401);
});

test('a key that the server made is told once', async () => {
    const { text } = await world.admin.send(
        'POST',
        '/api/now/table/sys_api_key',
        { name: 'Made', user: mira.sys_id },
        {},
        { 'X-WantSessionNotificationMessages': 'true' },
    );
    const key = /The key is ([0-9a-f]{64})\./.exec(text)?.[1] ?? '';
    assert.ok(text.includes(`"token_hint":"${key.slice(0, 4)}"`), text);

    const { status } = await call(users, { headers: { 'x-sn-apikey': key } });

    assert.equal(status, 200);
});

test('a policy may shut a way in for one API', async () => {
    const policy = await world.admin.create('sys_api_access_policy', {
        name: 'No passwords for groups',
        api: '/api/now/table',
        table: 'sys_user_group',
        basic: 'false',
    });

    const headers = { authorization: basic(mira) };
    const shut = await call('/api/now/v2/table/sys_user_group', { headers });
    const open = await call(users, { headers });
    await world.admin.delete(`/api/now/table/sys_api_access_policy/${policy.sys_id?.value}`);

    assert.deepEqual([shut.status, open.status], [403, 200]);
});

test('an API that is switched off does not exist', async () => {
    await setProperty('glide.rest.apis.disabled', '/api/now/attachment');

    const headers = { authorization: basic(mira) };
    const off = await call('/api/now/v1/attachment', { headers });
    const on = await call(users, { headers });
    await setProperty('glide.rest.apis.disabled', '');

    assert.equal(off.status, 400);
    assert.match(off.text, /Requested URI does not represent any resource/);
    assert.equal(on.status, 200);
});

test('administrators and impersonators act as others, never up to an administrator, and it is noted', async () => {
    const actor = await world.user('irma.session', { roles: ['impersonator'] });
    const ask = (person: Person, as: string) =>
        call(`${users}/${mira.sys_id}`, {
            method: 'PATCH',
            body: '{"mobile_phone":"+420555010177"}',
            headers: { ...json, authorization: basic(person), 'x-sn-impersonate': as },
        });
    const other = await world.user('otto.session');

    assert.equal((await ask(actor, mira.user_name)).status, 200);
    assert.equal((await ask(actor, other.user_name)).status, 403);
    assert.equal((await ask(actor, 'admin')).status, 403);
    assert.equal((await ask(actor, 'nobody.here')).status, 403);
    assert.equal((await ask(other, mira.user_name)).status, 403);

    const [noted] = await world.list('sys_impersonation_log', `impersonator=${actor.sys_id}`);
    assert.equal(noted?.impersonated?.value, mira.sys_id);
    const [audit] = await world.list(
        'sys_audit',
        `documentkey=${mira.sys_id}^fieldname=mobile_phone`,
    );
    assert.equal(audit?.user?.value, mira.user_name);
    assert.equal(audit?.impersonator?.value, actor.user_name);
});

test('a password that breaks the policy is refused with the rule that it breaks', async () => {
    const path = `${users}/${mira.sys_id}`;
    const refused: [string, RegExp][] = [
        ['Ab1!', /at least 8 characters/],
        ['correct-horse-7', /upper-case letter/],
        ['Correct-horse', /digit/],
        ['Passw0rd!', /too easy to guess/],
        ['Mira.Session-7', /user ID/],
    ];

    for (const [user_password, rule] of refused) {
        const answer = await world.admin.patch(path, { user_password });
        assert.equal(answer.status, 400, user_password);
        assert.match(answer.text, rule);
    }
    assert.equal((await call(users, { headers: { authorization: basic(mira) } })).status, 200);
});

test('the time for an answer does not tell whether a name exists', async () => {
    const time = async (person: Person) => {
        const begin = performance.now();
        await call(users, { headers: { authorization: basic(person) } });
        return performance.now() - begin;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i++) {
        known.push(await time({ ...mira, password: `wrong ${i}` }));
        unknown.push(await time({ ...mira, user_name: `nobody.${i}`, password: `wrong ${i}` }));
    }

    const ratio = Math.min(...known) / Math.min(...unknown);
    assert.ok(ratio > 0.5 && ratio < 2, `known ${known}, unknown ${unknown}`);
});

test('an address from which too many attempts failed has to wait, whoever it names', async () => {
    await setProperty('stead.sign_in.max_failures_per_address', '3');
    const wrong = (name: string) =>
        call(users, {
            headers: { authorization: basic({ ...mira, user_name: name, password: 'wrong' }) },
        });
    const other = await world.user('late.session');
    await world.time(new Date(Date.now() + 20 * 60_000));
    await world.admin.get(users);
    for (const name of ['a.a', 'b.b', 'c.c']) assert.equal((await wrong(name)).status, 401);

    const fourth = await wrong('d.d');
    const right = await call(users, { headers: { authorization: basic(other) } });
    await world.time(new Date(Date.now() + 40 * 60_000));
    const later = await call(users, { headers: { authorization: basic(other) } });

    assert.equal(fourth.status, 429);
    assert.ok(Number(fourth.headers.get('retry-after')) > 0);
    assert.deepEqual([right.status, later.status], [429, 200]);
});
