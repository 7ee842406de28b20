import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { eventually, type Person, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let mira: Person;

before(async () => {
    world = await start({ demo: true });
    mira = await world.person('mira.solheim');
});

test('mails that come while no server runs are handled at the next start', async () => {
    await world.server.stop();
    const letter = `From: ${mira.email}\nSubject: Case: at night\nMessage-ID: <night@x.example>\n\nHello\n`;

    const { code } = await world.handIn(Buffer.from(letter));
    assert.equal(code, 0);
    assert.equal(readdirSync(join(world.data, 'mail/incoming')).length, 1);
    await world.restart();

    await eventually(async () => {
        const found = await world.list(cases, 'short_description=at night');
        return found.length === 1;
    }, 'the case of the night');
    assert.equal(readdirSync(join(world.data, 'mail/incoming')).length, 0);
});

test('a mail without content or beyond all measure is refused for good', async () => {
    assert.equal((await world.handIn(Buffer.alloc(0))).code, 65);
    assert.equal((await world.handIn(Buffer.alloc(31 << 20, 'a'))).code, 65);
});

test('the mail server is asked to try again where the folder cannot be written', async () => {
    const { code } = await world.handIn(
        Buffer.from('Subject: x\n\nx'),
        join(world.data, 'nowhere'),
    );
    assert.equal(code, 75);
    assert.equal(existsSync(join(world.data, 'nowhere')), false);
});

test('a crash loses no mail and handles none twice', async () => {
    const count = 20;
    for (let n = 0; n < count; ++n) {
        const letter = `From: ${mira.email}\nSubject: Case: storm ${n}\nMessage-ID: <s${n}@x.example>\n\nx\n`;
        assert.equal((await world.handIn(Buffer.from(letter))).code, 0);
        if (n % 7 === 3) await world.restart('SIGKILL');
    }

    const found = await eventually(async () => {
        const all = await world.list(cases, 'short_descriptionSTARTSWITHstorm ');
        return all.length >= count ? all : undefined;
    }, 'all cases of the storm');

    assert.equal(found.length, count);
});
