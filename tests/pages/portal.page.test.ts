import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { start } from '#support';

const world = await start({ demo: true });
const mira = await world.person('mira.solheim');
const nadia = await world.person('nadia.okafor');
const greta = await world.person('greta.hallam');
const cases = 'sn_customerservice_case';
const [open] = await world.list(cases, 'contact.user_name=mira.solheim^state=10');

async function show(page: Page, path: string, waitFor: string) {
    await page.goto(world.base + path);
    await page.waitForSelector(waitFor);
    await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => {});
}

const pages: [string, string, string][] = [
    ['home', '/csm', '.p-rows'],
    ['cases', '/csm/cases', '.p-rows'],
    ['case', `/csm/cases/${open?.sys_id.value}`, '.p-stream'],
    ['new case', '/csm/new', '.p-form'],
    ['profile', '/csm/profile', '.p-profile form'],
];

for (const [name, path, waitFor] of pages)
    for (const colorScheme of ['light', 'dark'] as const)
        test(`the portal's ${name} page has no accessibility fault in ${colorScheme}`, async () => {
            const page = await world.page(mira);
            await page.emulateMedia({ colorScheme });
            await show(page, path, waitFor);

            const { violations } = await new AxeBuilder({ page }).analyze();

            assert.deepEqual(
                violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
                [],
            );
        });

for (const [name, path, waitFor] of pages)
    test(`the portal's ${name} page fits 320 pixels, and breaks no rule of its policy`, async () => {
        const page = await world.page(mira, { width: 320, height: 640 });
        const broken: string[] = [];
        page.on('console', (message) => {
            if (/Content.Security.Policy/i.test(message.text())) broken.push(message.text());
        });
        await show(page, path, waitFor);

        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} pixels too wide`);
        assert.deepEqual(broken, []);
    });

test('a customer reads states in words meant for him, which an admin may change', async () => {
    const page = await world.page(mira);
    await show(page, `/csm/cases/${open?.sys_id.value}`, '.p-stream');
    await page.locator('.p-title', { hasText: 'We are working on it' }).waitFor();

    const [choice] = await world.list('sys_choice', `name=${cases}^element=state^value=10`);
    await world.admin.update('sys_choice', choice?.sys_id.value ?? '', { hint: 'In good hands' });
    await page.reload();

    await page.locator('.p-title', { hasText: 'In good hands' }).waitFor();
});

test('a customer sees the machines of his account and asks about one of them', async () => {
    const page = await world.page(mira);
    await show(page, '/csm', '.p-rows');
    await page.getByRole('link', { name: 'Products', exact: true }).click();
    await page.locator('.p-table tbody a').first().click();
    await page.getByRole('link', { name: 'Create a case about it' }).click();
    await page.getByLabel('Subject').fill('This one leaks');
    await page.getByRole('button', { name: 'Create case' }).click();
    await page.getByRole('link', { name: 'Open the case' }).waitFor();

    const [made] = await world.list(cases, 'short_description=This one leaks');
    assert.equal(made?.contact.display_value, 'Mira Solheim');
    assert.notEqual(made?.asset.value, '');
});

test('a consumer comes to a portal of his own', async () => {
    const page = await world.page(nadia);
    await page.goto(`${world.base}/login`);
    await page.getByLabel('User name').fill('nadia.okafor');
    await page.getByLabel('Password').fill('demo');
    await page.keyboard.press('Enter');

    await page.waitForURL('**/csp');
    await page.locator('.p-rows').first().waitFor();
});

test('an employee who follows cases is offered no page that is for customers', async () => {
    const page = await world.page(greta);
    await show(page, '/csm', '.p-rows');

    assert.equal(await page.getByRole('link', { name: 'Products', exact: true }).count(), 0);
});

test('a person changes language and zone, and the page follows', async () => {
    const wim = await world.person('wim.declerck');
    const page = await world.page(wim);
    await show(page, '/csm/profile', '.p-profile form');

    await page.getByLabel('Language', { exact: true }).selectOption('de');
    await page.getByLabel('Time zone', { exact: true }).fill('Asia/Tokyo');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.waitForFunction(() => document.documentElement.lang === 'de');
    const [row] = await world.list('sys_user', 'user_name=wim.declerck');
    assert.equal(row?.time_zone.value, 'Asia/Tokyo');
});

test('a new password needs the current one and some length, and ends every session', async () => {
    const ida = await world.person('ida.moreau');
    const page = await world.page(ida);
    await show(page, '/csm/profile', '.p-profile form');
    const change = async (current: string, fresh: string) => {
        await page.getByLabel('Current password').fill(current);
        await page.getByLabel('New password', { exact: true }).fill(fresh);
        await page.getByLabel('New password again').fill(fresh);
        await page.getByRole('button', { name: 'Change password' }).click();
    };

    await change('demo', 'short');
    await page.getByRole('alert').filter({ hasText: 'at least 8' }).waitFor();
    await change('wrong', 'a longer one');
    await page.getByRole('alert').filter({ hasText: 'not your current' }).waitFor();
    await change('demo', 'a longer one');
    await page.waitForURL('**/login');

    const old = await world.as(ida).get('/api/ui/v1/bootstrap');
    const fresh = await world.as({ ...ida, password: 'a longer one' }).get('/api/ui/v1/bootstrap');
    assert.deepEqual([old.status, fresh.status], [401, 200]);
});
