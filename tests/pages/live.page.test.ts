import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from '#support';

const world = await start({ demo: true });
const cases = 'sn_customerservice_case';
const tomas = await world.person('tomas.beran');
const ruth = await world.person('ruth.calloway');
const [kase] = await world.list(cases, 'active=true^state=10');
const id = kase?.sys_id.value ?? '';
const path = `/now/cwf/agent/record/${cases}/${id}`;

test('an agent sees that a colleague looks at the case and then writes a note', async () => {
    const [first, second] = [await world.page(tomas), await world.page(ruth)];
    await first.goto(world.base + path);
    await first.waitForSelector('.comp');
    await second.goto(world.base + path);
    await second.waitForSelector('.comp');

    await first.locator('.viewers', { hasText: 'Ruth is viewing' }).waitFor();
    await second.getByRole('tab', { name: 'Work note' }).click();
    await second.getByLabel('Work note, only your team sees it').fill('H');

    await first.locator('.viewers', { hasText: 'Ruth is writing a note' }).waitFor();
    await second.close();
    await first.locator('.viewers').waitFor({ state: 'detached' });
});

test('what is written while the server is away waits, survives a reload, and is sent once', async () => {
    const page = await world.page(tomas);
    await page.goto(world.base + path);
    await page.waitForSelector('.comp');
    await page.route('**/api/ui/v1/form/**', (route) =>
        route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
    );

    await page.getByLabel('Comment, the customer sees it').fill('Written on a train');
    await page.keyboard.press('Control+Enter');
    await page.locator('.waiting', { hasText: 'Written on a train' }).waitFor();
    await page.reload();
    await page.locator('.waiting', { hasText: 'Written on a train' }).waitFor();
    await page.unroute('**/api/ui/v1/form/**');

    await page.locator('.msg', { hasText: 'Written on a train' }).waitFor();
    await page.locator('.waiting').waitFor({ state: 'detached' });
    const said = await world.list('sys_journal_field', `element_id=${id}^value=Written on a train`);
    assert.equal(said.length, 1);
});
