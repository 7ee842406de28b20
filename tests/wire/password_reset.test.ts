import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let mira: Person;

before(async () => {
    world = await start();
    mira = await world.user('mira.forgets');
});

async function post(path: string, form: Record<string, string>) {
    const response = await fetch(new URL(path, world.base), {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
    });
    return {
        status: response.status,
        location: response.headers.get('location'),
        text: await response.text(),
    };
}

async function login(person: Person) {
    return post('/login.do', { user_name: person.user_name, user_password: person.password });
}

async function linkFor(person: Person): Promise<string> {
    await post('/password_reset', { name: person.user_name });
    await world.settle();
    const [mail] = await world.mailsTo(person);
    const link = /http[^"]*\/password_reset\/[0-9a-f]+/.exec(mail?.body?.value ?? '')?.[0] ?? '';
    return new URL(link).pathname;
}

test('who forgot the password gets a link by mail that sets a new one, once', async () => {
    const path = await linkFor(mira);
    const page = await fetch(new URL(path, world.base));
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('x-frame-options'), 'DENY');

    const weak = await post(path, { password: 'short' });
    assert.match(weak.text, /Use at least 8 characters/);
    const good = await post(path, { password: 'Another-horse-8' });
    assert.deepEqual([good.status, good.location], [303, '/login']);

    assert.match((await login(mira)).location ?? '', /failed/);
    mira = { ...mira, password: 'Another-horse-8' };
    assert.doesNotMatch((await login(mira)).location ?? '', /failed/);
    assert.equal((await post(path, { password: 'Third-horse-99' })).status, 404);
    assert.equal((await fetch(new URL(path, world.base))).status, 404);
});

test('a link is dead after an hour, and a made-up one always', async () => {
    const path = await linkFor(await world.user('lena.late'));
    assert.equal((await fetch(new URL(path, world.base))).status, 200);

    await world.time(new Date(Date.now() + 61 * 60_000));

    assert.equal((await fetch(new URL(path, world.base))).status, 404);
    assert.equal((await fetch(`${world.base}/password_reset/0123456789abcdef`)).status, 404);
    await world.time(new Date());
});

test('nobody learns there whether an account exists', async () => {
    const known = await post('/password_reset', { name: mira.user_name });
    const unknown = await post('/password_reset', { name: 'nobody.here' });

    assert.deepEqual([known.status, known.text], [unknown.status, unknown.text]);
});

test('who must set a new password is led there by the sign-in and not signed in before', async () => {
    const nora = await world.user('nora.renews', { fields: { password_needs_reset: 'true' } });

    const { location } = await login(nora);
    assert.match(location ?? '', /^\/password_reset\/[0-9a-f]+$/);
    await post(location ?? '', { password: 'Another-horse-8' });

    const after = await login({ ...nora, password: 'Another-horse-8' });
    assert.doesNotMatch(after.location ?? '', /password_reset|failed/);
});
