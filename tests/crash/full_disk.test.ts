import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { start } from '#support';

test('a full disk refuses writes with 503, keeps serving reads, and loses nothing acknowledged', async (context) => {
    const disk = mkdtempSync(join(tmpdir(), 'stead-disk-'));
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'none', disk]);
    if (mount.status !== 0) {
        rmSync(disk, { recursive: true });
        return context.skip('mounting a small disk needs root');
    }
    context.after(() => {
        spawnSync('umount', ['-l', disk]);
        rmSync(disk, { recursive: true });
    });
    const world = await start({ folder: join(disk, 'data') });
    const group = await world.admin.create('sys_user_group', { name: 'before' });

    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 65536));
    const big = { name: 'too much', description: 'x'.repeat(900) };
    let refused = await world.admin.post('/api/now/table/sys_user_group', big);
    for (let i = 0; i < 500 && refused.status === 201; ++i) {
        refused = await world.admin.post('/api/now/table/sys_user_group', big);
    }
    assert.equal(refused.status, 503);
    assert.equal((await world.admin.get('/api/now/table/sys_user_group')).status, 200);

    rmSync(join(disk, 'filler'));
    await world.admin.create('sys_user_group', { name: 'after' });
    const names = (await world.list('sys_user_group', 'nameINbefore,after')).map(
        (row) => row.name.value,
    );
    assert.deepEqual(names.sort(), ['after', 'before']);
    assert.ok(group.sys_id.value);
});
