import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { OauthClient, redirect } from './oauth_client.ts';

let world: World;
let mira: Person;
let shop: OauthClient;

before(async () => {
    world = await start();
    mira = await world.user('mira.consent', { roles: ['itil'] });
    shop = await newClient({ name: 'Shop', redirect_url: `${redirect},https://other.example/` });
});

function newClient(fields: Record<string, string>): Promise<OauthClient> {
    return OauthClient.make(world, fields);
}

// A browser: it keeps cookies and follows no redirects.
class Browser {
    private jar = new Map<string, string>();

    async go(path: string, form?: Record<string, string>) {
        const response = await fetch(new URL(path, world.base), {
            method: form ? 'POST' : 'GET',
            ...(form && { body: new URLSearchParams(form) }),
            headers: {
                cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '),
            },
            redirect: 'manual',
        });
        for (const cookie of response.headers.getSetCookie()) {
            const [pair = ''] = cookie.split(';');
            const at = pair.indexOf('=');
            this.jar.set(pair.slice(0, at), pair.slice(at + 1));
        }
        const location = response.headers.get('location') ?? '';
        return { status: response.status, location, page: await response.text() };
    }

    signIn(person: Person) {
        return this.go('/login.do', {
            user_name: person.user_name,
            user_password: person.password,
            sys_action: 'sysverb_login',
        });
    }
}

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

function address(fields: Record<string, string> = {}) {
    const all = {
        response_type: 'code',
        client_id: shop.id,
        redirect_uri: redirect,
        state: 'a b&c',
        ...fields,
    };
    return `/oauth_auth.do?${new URLSearchParams(all)}`;
}

function fieldsOf(page: string): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const [, name = '', value = ''] of page.matchAll(
        /type="hidden" name="([^"]*)" value="([^"]*)"/g,
    ))
        fields[name] = value.replaceAll('&amp;', '&');
    return fields;
}

async function code(browser: Browser, fields: Record<string, string> = {}): Promise<string> {
    const { page } = await browser.go(address(fields));
    const { location } = await browser.go('/oauth_auth.do', {
        ...fieldsOf(page),
        decision: 'allow',
    });
    return new URL(location).searchParams.get('code') ?? '';
}

test('a person signs in, allows the application, and comes back with code and state', async () => {
    const browser = new Browser();
    const first = await browser.go(
        address({ code_challenge: challenge, code_challenge_method: 'S256' }),
    );
    assert.equal(first.status, 303);
    assert.ok(first.location.startsWith('/login?next='));
    await browser.signIn(mira);
    const next = new URLSearchParams(first.location.split('?')[1]).get('next') ?? '';

    const { status, page } = await browser.go(next);
    assert.equal(status, 200);
    assert.match(page, /Shop/);
    const allowed = await browser.go('/oauth_auth.do', { ...fieldsOf(page), decision: 'allow' });

    assert.equal(allowed.status, 303);
    assert.ok(allowed.location.startsWith(`${redirect}&code=`));
    const back = new URL(allowed.location).searchParams;
    assert.equal(back.get('state'), 'a b&c');
    const fields = {
        grant_type: 'authorization_code',
        code: back.get('code') ?? '',
        redirect_uri: redirect,
        code_verifier: verifier,
    };
    const { body } = await shop.ask(fields);
    assert.equal(await shop.seen(body.access_token), 200);

    const again = await shop.ask(fields);
    assert.equal(again.status, 401);
    assert.equal(await shop.seen(body.access_token), 401);
});

test('a code is bound to its client, its address, its verifier and a minute', async () => {
    const browser = new Browser();
    await browser.signIn(mira);
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const grant = {
        grant_type: 'authorization_code',
        redirect_uri: redirect,
        code_verifier: verifier,
    };
    const other = await newClient({ name: 'Thief', redirect_url: redirect });

    const answers = [
        await shop.ask({ ...grant, code: await code(browser, pkce), client_id: other.id }),
        await shop.ask({
            ...grant,
            code: await code(browser, pkce),
            redirect_uri: 'https://other.example/',
        }),
        await shop.ask({ ...grant, code: await code(browser, pkce), code_verifier: challenge }),
        await shop.ask({ ...grant, code: 'made-up' }),
    ];
    const late = await code(browser, pkce);
    await world.time(new Date(Date.now() + 61_000));
    answers.push(await shop.ask({ ...grant, code: late }));

    assert.deepEqual(
        answers.map(({ status }) => status),
        [401, 401, 401, 401, 401],
    );
});

test('a public client needs no secret but PKCE', async () => {
    const app = await newClient({
        name: 'Phone',
        redirect_url: redirect,
        public_client: 'true',
        client_secret: '',
    });
    const browser = new Browser();
    await browser.signIn(mira);

    const without = await browser.go(address({ client_id: app.id }));
    assert.match(without.location, /error=invalid_request/);
    const plain = await browser.go(
        address({ client_id: app.id, code_challenge: challenge, code_challenge_method: 'plain' }),
    );
    assert.match(plain.location, /error=invalid_request/);

    const given = await code(browser, {
        client_id: app.id,
        code_challenge: challenge,
        code_challenge_method: 'S256',
    });
    const { status } = await shop.post('/oauth_token.do', {
        grant_type: 'authorization_code',
        client_id: app.id,
        code: given,
        redirect_uri: redirect,
        code_verifier: verifier,
    });
    assert.equal(status, 200);
    const password = await shop.ask({
        grant_type: 'password',
        client_id: app.id,
        username: mira.user_name,
        password: mira.password,
    });
    assert.equal(password.status, 401);
});

test('mistakes about the client or the address never leave the server', async () => {
    const browser = new Browser();
    await browser.signIn(mira);
    const wrong = [
        address({ client_id: 'nobody' }),
        address({ redirect_uri: `${redirect}/more` }),
        address({ redirect_uri: 'https://evil.example/' }),
        address({ state: '' }),
    ];

    for (const path of wrong) {
        const { status, location } = await browser.go(path);
        assert.deepEqual([status, location], [400, ''], path);
    }
    const { page } = await browser.go(address({ state: '' }));
    assert.match(page, /Missing State parameter in request/);
});

test('a foreign page cannot allow an application, and a person may say no', async () => {
    const browser = new Browser();
    await browser.signIn(mira);
    const { page } = await browser.go(address());
    const fields = fieldsOf(page);

    const forged = await browser.go('/oauth_auth.do', {
        ...fields,
        sysparm_ck: '',
        decision: 'allow',
    });
    assert.deepEqual([forged.status, forged.location], [401, '']);

    const refused = await browser.go('/oauth_auth.do', { ...fields, decision: 'deny' });
    assert.match(refused.location, /error=access_denied&state=/);
});
