import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { start } from '#support';

const world = await start({ demo: true });
const tomas = await world.person('tomas.beran');
const [kase] = await world.list('sn_customerservice_case', 'active=true^ORDERBYnumber');

const pages: [string, string, string][] = [
    ['sign-in', '/login', 'form'],
    ['home', '/now/cwf/agent/home', '.tile'],
    ['list', '/now/cwf/agent/list/sn_customerservice_case', '.gr'],
    ['record', `/now/cwf/agent/record/sn_customerservice_case/${kase?.sys_id.value}`, '.comp'],
    ['new record', '/now/cwf/agent/record/sn_customerservice_case/-1', '.sheet'],
];
const sizes = [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
];

async function show(page: Page, path: string, waitFor: string) {
    await page.goto(world.base + path);
    await page.waitForSelector(waitFor);
    await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => {});
}

for (const [name, path, waitFor] of pages)
    for (const colorScheme of ['light', 'dark'] as const)
        test(`the ${name} page has no accessibility fault in ${colorScheme}`, async () => {
            const page = await world.page(tomas);
            await page.emulateMedia({ colorScheme });
            await show(page, path, waitFor);

            const { violations } = await new AxeBuilder({ page }).analyze();

            const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
            assert.deepEqual(found, []);
        });

for (const [name, path, waitFor] of pages)
    for (const size of sizes)
        test(`the ${name} page fits ${size.width} pixels and breaks no rule of its security policy`, async () => {
            const page = await world.page(tomas, size);
            const broken: string[] = [];
            page.on('console', (message) => {
                if (/Content.Security.Policy/i.test(message.text())) broken.push(message.text());
            });
            page.on('pageerror', (error) => broken.push(error.message));
            await show(page, path, waitFor);

            const over = await page.evaluate(
                () => document.documentElement.scrollWidth - innerWidth,
            );
            assert.deepEqual(broken, []);
            assert.ok(over <= 0, `${over} pixels too wide`);
        });
