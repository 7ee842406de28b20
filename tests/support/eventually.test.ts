import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './eventually.ts';

test('asks until there is an answer', async () => {
    let asked = 0;
    assert.equal(await eventually(async () => (++asked < 3 ? undefined : asked)), 3);
});

test('gives up with the last error, or with a sentence', async () => {
    const failing = eventually(() => Promise.reject(new Error('closed')), 'opening', 60);
    await assert.rejects(failing, /closed/);

    const never = eventually(async () => undefined, 'the mail', 60);
    await assert.rejects(never, /the mail did not happen within 0.06 s/);
});
