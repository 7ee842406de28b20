import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '#support';

test('what was acknowledged survives a kill in the middle of writes, and nothing is half written', async () => {
    const world = await start();
    const acknowledged: string[] = [];
    let killed = false;
    const write = async (writer: number) => {
        for (let i = 0; !killed; ++i) {
            const values = { name: `group ${writer}-${i}`, description: 'written under fire' };
            const answer = await world.admin
                .post<{ sys_id: string }>('/api/now/table/sys_user_group', values)
                .catch(() => undefined);
            if (answer?.status === 201) acknowledged.push(answer.result.sys_id);
        }
    };
    const writers = [0, 1, 2, 3, 4, 5, 6, 7].map(write);
    for (let i = 0; i < 600 && acknowledged.length < 100; ++i) await sleep(50);
    const restarted = world.restart('SIGKILL');
    killed = true;
    await Promise.all(writers);
    await restarted;

    const rows = await world.list('sys_user_group', 'nameSTARTSWITHgroup ');
    const found = new Set(rows.map((row) => row.sys_id.value));
    assert.ok(acknowledged.length > 50, `only ${acknowledged.length} writes were acknowledged`);
    assert.deepEqual(
        acknowledged.filter((id) => !found.has(id)),
        [],
    );
    assert.ok(rows.every((row) => row.description.value === 'written under fire'));
    const { code, output } = await checked(world);
    assert.equal(code, 0, output);
});

async function checked(world: Awaited<ReturnType<typeof start>>) {
    await world.server.stop();
    return world.command('check');
}
