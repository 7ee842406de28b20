import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from '#support';

test('a second server on the same data folder is refused with one clear sentence', async () => {
    const world = await start();

    const { code, output } = await world.command('serve', '--listen', '127.0.0.1:0');

    assert.notEqual(code, 0);
    assert.match(output, /data folder is in use/i);
    assert.equal((await world.admin.get('/api/now/table/sys_user')).status, 200);
});
