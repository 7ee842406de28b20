import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { OauthClient, secret, type Tokens } from './oauth_client.ts';

const denied = { error_description: 'access_denied', error: 'server_error' };

let world: World;
let mira: Person;
let shop: OauthClient;
let client = '';

before(async () => {
    world = await start();
    mira = await world.user('mira.token', { roles: ['itil'] });
    shop = await OauthClient.make(world, { name: 'Shop' });
    client = shop.id;
});

async function newClient(fields: Record<string, string>): Promise<string> {
    return (await OauthClient.make(world, fields)).id;
}

const ask = (fields: Record<string, string>, headers = {}) => shop.ask(fields, headers);
const post = (path: string, form: Record<string, string>, headers = {}) =>
    shop.post(path, form, headers);
const seen = (token: string) => shop.seen(token);

function byPassword(person = mira, more = {}) {
    const { user_name: username, password } = person;
    return ask({ grant_type: 'password', username, password, ...more });
}

test('a client row made over the Table API gets tokens for name and password at once', async () => {
    const { status, body, headers } = await byPassword();

    assert.equal(status, 200);
    assert.equal(body.token_type, 'Bearer');
    assert.equal(body.scope, 'useraccount');
    assert.equal(typeof body.expires_in, 'number');
    assert.ok(body.expires_in > 1790 && body.expires_in <= 1800);
    assert.ok(body.refresh_token);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(await seen(body.access_token), 200);
});

test('within its life the same access token is given again', async () => {
    const first = await byPassword();
    const second = await byPassword();

    assert.equal(second.body.access_token, first.body.access_token);
    assert.equal(second.body.refresh_token, first.body.refresh_token);
});

test('a refresh token gives an access token and stays the same', async () => {
    const { body } = await byPassword();

    const renewed = await ask({
        grant_type: 'refresh_token',
        refresh_token: body.refresh_token ?? '',
    });

    assert.equal(renewed.status, 200);
    assert.equal(renewed.body.refresh_token, body.refresh_token);
    assert.equal(await seen(renewed.body.access_token), 200);
});

test('the client may show itself in a Basic header', async () => {
    const basic = Buffer.from(`${client}:${secret}`).toString('base64');
    const { user_name: username, password } = mira;

    const { status } = await post(
        '/oauth_token.do',
        { grant_type: 'password', username, password },
        { authorization: `Basic ${basic}` },
    );

    assert.equal(status, 200);
});

test('a wrong client, secret, user, password and refresh token are told in the same words', async () => {
    const answers = [
        await byPassword(mira, { client_id: 'nobody' }),
        await byPassword(mira, { client_secret: 'wrong' }),
        await byPassword({ ...mira, user_name: 'nobody.here' }),
        await byPassword({ ...mira, password: 'wrong' }),
        await ask({ grant_type: 'refresh_token', refresh_token: 'wrong' }),
    ];

    for (const answer of answers) {
        assert.equal(answer.status, 401);
        assert.deepEqual(answer.body, denied);
    }
});

test('a body that is no form, no grant type and an unknown one are malformed', async () => {
    const json = await fetch(`${world.base}/oauth_token.do`, {
        method: 'POST',
        body: '{"grant_type":"password"}',
        headers: { 'content-type': 'application/json' },
    });
    const none = await ask({});
    const unknown = await ask({ grant_type: 'magic' });
    const query = await post(`/oauth_token.do?grant_type=password&client_id=${client}`, {});

    assert.equal(json.status, 400);
    assert.equal(((await json.json()) as Tokens).error, 'invalid_request');
    assert.deepEqual([none.status, none.body.error], [400, 'invalid_request']);
    assert.deepEqual([unknown.status, unknown.body.error], [400, 'unsupported_grant_type']);
    assert.equal(query.status, 400);
});

test('a revoked token is refused with 401 at both addresses, and an unknown one is answered 200', async () => {
    const first = (await byPassword()).body.access_token;
    const gone = await post('/oauth_revoke.do', {
        token: first,
        token_type_hint: 'access_token',
        client_id: client,
        client_secret: secret,
    });
    assert.deepEqual([gone.status, await seen(first)], [200, 401]);

    const second = (await byPassword()).body.access_token;
    assert.notEqual(second, first);
    assert.equal(await seen(second), 200);
    const answer = await fetch(`${world.base}/oauth_revoke_token.do?token=${second}`);
    assert.deepEqual([answer.status, await seen(second)], [200, 401]);

    assert.equal((await post('/oauth_revoke.do', { token: 'unknown' })).status, 200);
});

test('revoking a refresh token ends its access tokens, too', async () => {
    const { body } = await byPassword();

    await post('/oauth_revoke.do', { token: body.refresh_token ?? '' });

    assert.equal(await seen(body.access_token), 401);
    const renewed = await ask({
        grant_type: 'refresh_token',
        refresh_token: body.refresh_token ?? '',
    });
    assert.equal(renewed.status, 401);
});

test('an administrator who revokes a token or switches off a client ends calls at once', async () => {
    const other = await newClient({ name: 'Short-lived' });
    const token = (await byPassword(mira, { client_id: other })).body.access_token;
    assert.equal(await seen(token), 200);
    const [row] = await world.list('oauth_entity', `client_id=${other}`);

    await world.admin.update('oauth_entity', row?.sys_id.value ?? '', { active: 'false' });

    assert.equal(await seen(token), 401);
    assert.equal((await byPassword(mira, { client_id: other })).status, 401);
});

test('a person who is locked out or changes the password loses the tokens', async () => {
    const ulla = await world.user('ulla.token');
    const { body } = await byPassword(ulla);
    assert.equal(await seen(body.access_token), 200);

    await world.admin.update('sys_user', ulla.sys_id, { user_password: 'Another-horse-8' });
    assert.equal(await seen(body.access_token), 401);

    const fresh = await byPassword({ ...ulla, password: 'Another-horse-8' });
    await world.admin.update('sys_user', ulla.sys_id, { locked_out: 'true' });
    assert.equal(await seen(fresh.body.access_token), 401);
});

test('tokens are stored as hashes only, and nobody reads the hashes', async () => {
    const { body } = await byPassword();

    const rows = await world.list('oauth_credential');

    assert.ok(rows.length > 0);
    assert.ok(!JSON.stringify(rows).includes(body.access_token));
    assert.ok(rows.every((row) => !row.token_hash?.value));
});

test('an application acts without a person only when that is switched on and it names its user', async () => {
    const robot = await world.user('robot.token');
    const app = await newClient({ name: 'Robot', default_user: robot.sys_id });
    const fields = { grant_type: 'client_credentials', client_id: app };
    assert.equal((await ask(fields)).status, 401);

    await setProperty('glide.oauth.inbound.client.credential.grant_type.enabled', 'true');
    const { status, body } = await ask(fields);

    assert.equal(status, 200);
    assert.ok(!('refresh_token' in body));
    assert.equal(await seen(body.access_token), 200);
    assert.equal((await ask({ grant_type: 'client_credentials' })).status, 401);
});

async function setProperty(name: string, value: string): Promise<void> {
    const [row] = await world.list('sys_properties', `name=${name}`);
    await world.admin.update('sys_properties', row?.sys_id.value ?? '', { value });
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const inAMinute = () => Math.floor(Date.now() / 1000) + 60;

test('an assertion signed with the shared secret or the private key gives tokens', async () => {
    const shared = randomBytes(32).toString('hex');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const app = await newClient({ name: 'Signer', jwt_secret: shared, jwt_key: pem });
    const claims = { iss: app, sub: mira.user_name, aud: app, exp: inAMinute() };
    const text = (alg: string, more = {}) => `${part({ alg })}.${part({ ...claims, ...more })}`;
    const hs = (body: string, key = shared) =>
        `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
    const send = (assertion: string) =>
        ask({
            grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
            client_id: app,
            assertion,
        });

    const rs = text('RS256');
    const signed = `${rs}.${sign('sha256', Buffer.from(rs), rsa.privateKey).toString('base64url')}`;
    const good = [await send(hs(text('HS256'))), await send(signed)];
    const bad = [
        await send(hs(text('HS256'), pem)),
        await send(hs(text('HS256', { exp: inAMinute() - 200 }))),
        await send(hs(text('HS256', { aud: 'https://elsewhere.example' }))),
        await send(hs(text('HS256', { iss: client }))),
        await send(hs(text('HS256', { sub: 'nobody.here' }))),
        await send(`${text('none')}.`),
    ];

    for (const { status, body } of good) {
        assert.equal(status, 200);
        assert.equal(await seen(body.access_token), 200);
    }
    for (const { status, body } of bad) {
        assert.equal(status, 401);
        assert.deepEqual(body, denied);
    }
    const header = await ask(
        { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', client_id: app },
        { Authentication: `Bearer ${hs(text('HS256'))}` },
    );
    assert.equal(header.status, 200);
});

test('a token of a narrower scope reaches its own APIs only', async () => {
    await world.admin.create('sys_auth_scope', {
        name: 'incidents',
        apis: '/api/now/table/incident',
    });
    const app = await newClient({ name: 'Narrow', scopes: 'incidents' });

    const { body } = await byPassword(mira, { client_id: app });

    assert.equal(body.scope, 'incidents');
    assert.equal(await seen(body.access_token), 403);
    const headers = { authorization: `Bearer ${body.access_token}` };
    const own = await fetch(`${world.base}/api/now/v2/table/incident`, { headers });
    assert.equal(own.status, 200);
    const wide = await byPassword(mira, { client_id: app, scope: 'useraccount' });
    assert.deepEqual([wide.status, wide.body.error], [400, 'invalid_scope']);
});
