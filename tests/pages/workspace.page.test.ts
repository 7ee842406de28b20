import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { start } from '#support';

const home = '/now/cwf/agent/home';
const record = (sys_id: string) => `/now/cwf/agent/record/sn_customerservice_case/${sys_id}`;

const world = await start({ demo: true });
const tomas = await world.person('tomas.beran');
const ruth = await world.person('ruth.calloway');

async function open(page: Page, path: string, waitFor: string): Promise<Page> {
    await page.goto(world.base + path);
    await page.waitForSelector(waitFor);
    return page;
}

async function newCase(title: string): Promise<string> {
    const [group] = await world.list('sys_user_group', 'name=Coffee L1');
    const [account] = await world.list('customer_account', 'ORDERBYname');
    const row = await world.admin.create('sn_customerservice_case', {
        short_description: title,
        account: account?.sys_id.value,
        assignment_group: group?.sys_id.value,
        state: '10',
    });
    return row.sys_id.value;
}

const field = (page: Page, name: string) => page.locator(`[data-field="${name}"]`).first();

async function write(page: Page, name: string, text: string): Promise<void> {
    await field(page, name).locator('.vbtn').click();
    const input = field(page, name).locator('input, textarea');
    await input.fill(text);
    await input.blur();
}

async function choose(page: Page, name: string, label: string): Promise<void> {
    await field(page, name).locator('.vbtn').click();
    await page.getByRole('option', { name: label }).click();
}

async function save(page: Page): Promise<void> {
    await page.keyboard.press('Control+s');
    await page.waitForSelector('.unsaved', { state: 'detached' });
}

test('an agent signs in on the page and lands in the workspace', async () => {
    const page = await world.page(tomas);
    await page.context().clearCookies();
    await open(page, home, 'form');

    await page.getByLabel('User name').fill('tomas.beran');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor();
    await page.getByLabel('Password').fill('demo');
    await page.keyboard.press('Enter');

    await page.waitForSelector('.tile');
    assert.equal(new URL(page.url()).pathname, home);
});

test('a work note of one agent appears on the page of another one', async () => {
    const id = await newCase('Grinder is loud');
    const [writer, reader] = [await world.page(tomas), await world.page(ruth)];
    await open(writer, record(id), '.comp');
    await open(reader, record(id), '.comp');

    await writer.getByRole('tab', { name: 'Work note' }).click();
    await writer.getByLabel('Work note, only your team sees it').fill('Burrs are worn.');
    await writer.keyboard.press('Control+Enter');

    await reader.locator('.msg.private', { hasText: 'Burrs are worn.' }).waitFor();
});

test('who changes a field that somebody else has just changed decides which value stays', async () => {
    const id = await newCase('Boiler is cold');
    const [first, second] = [await world.page(tomas), await world.page(ruth)];
    await open(first, record(id), '.comp');
    await open(second, record(id), '.comp');

    await write(second, 'short_description', 'Boiler is lukewarm');
    await write(first, 'short_description', 'Boiler is ice cold');
    await save(first);
    await second.locator('.theirs', { hasText: 'Boiler is ice cold' }).waitFor();
    await second.keyboard.press('Control+s');
    await second.locator('.conflict', { hasText: 'Boiler is ice cold' }).waitFor();
    await second.getByRole('button', { name: 'Save mine' }).click();

    await first.locator('h1', { hasText: 'Boiler is lukewarm' }).waitFor();
});

test('a case is not resolved before the form says how', async () => {
    const page = await open(await world.page(tomas), record(await newCase('Leak')), '.comp');

    await choose(page, 'state', 'Resolved');
    await page.keyboard.press('Control+s');
    await page.getByRole('alert').filter({ hasText: 'Resolution notes is required' }).waitFor();

    await page.getByRole('button', { name: 'Discard' }).click();
    assert.match(await field(page, 'state').innerText(), /Open/);
});

test('a dialog drawn from an action asks the customer and the case waits', async () => {
    const page = await open(await world.page(tomas), record(await newCase('Noise')), '.comp');

    await page.getByRole('button', { name: 'Request info' }).click();
    await page.locator('dialog textarea').fill('Since when?');
    await page.locator('dialog').getByRole('button', { name: 'Request info' }).click();

    await page.locator('.crumb', { hasText: 'Awaiting Info' }).waitFor();
    await page.locator('.msg', { hasText: 'Since when?' }).first().waitFor();
});

test('a change in a list is seen by everyone who looks at it', async () => {
    const id = await newCase('Milk is cold');
    const list =
        '/now/cwf/agent/list/sn_customerservice_case?query=short_description%3DMilk%20is%20cold';
    const [first, second] = [await world.page(tomas), await world.page(ruth)];
    await open(first, list, '.gr');
    await open(second, list, '.gr');

    await first.locator('.grid').focus();
    await first.keyboard.press('p');
    await first.getByRole('option', { name: '1 - Critical' }).click();

    await second.locator('.gr', { hasText: 'Critical' }).waitFor();
    const [row] = await world.list('sn_customerservice_case', `sys_id=${id}`);
    assert.equal(row?.priority.value, '1');
});

test('a filter is kept in the address', async () => {
    const page = await world.page(tomas);
    await open(page, '/now/cwf/agent/list/sn_customerservice_case', '.gr');

    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('option', { name: 'Priority', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Value').selectOption('1');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/query=priority%3D1/);
    await page.reload();

    await page.locator('.chip', { hasText: '1 - Critical' }).waitFor();
});

test('a draft survives a reload', async () => {
    const id = await newCase('Lost words');
    const page = await open(await world.page(tomas), record(id), '.comp');

    await page.getByLabel('Comment, the customer sees it').fill('Half a sentence');
    await page.waitForResponse(
        (answer) => answer.request().method() === 'PUT' && answer.url().includes('/draft/'),
    );
    await page.reload();

    const box = page.getByLabel('Comment, the customer sees it');
    await box.waitFor();
    await page.waitForFunction(
        () => document.querySelector('.comp textarea')?.textContent === 'Half a sentence',
    );
});
