import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from '../../../tests/support/index.ts';

// The main job with four people at once: the proxy contact, the agent, the customer and a stranger.
test('a case opened for a customer in the portal appears at the agent without a reload', async () => {
    const world = await start({ demo: true });
    const greta = await world.page(await world.person('greta.hallam'));
    const tomas = await world.page(await world.person('tomas.beran'));
    const sanna = await world.page(await world.person('sanna.ruud'));
    const mira = await world.page(await world.person('mira.solheim'));
    const subject = 'Grinder jams every morning';
    await tomas.goto('/now/cwf/agent/list/sn_customerservice_case?query=state%3D1');
    await tomas.getByText('CS000').first().waitFor();

    await greta.goto('/csm/new');
    await pick(greta, 'Account', 'Quillon', 'Quillon Logistics');
    await pick(greta, 'Contact', 'Sanna', 'Sanna Ruud');
    await greta.getByLabel('Subject').fill(subject);
    await greta.getByLabel('Description').fill('It stops after the second portion.');
    await greta.getByRole('button', { name: 'Create case' }).click();
    await greta.getByRole('heading', { name: /Case CS\d+ is created/ }).waitFor();

    await tomas.getByText(subject).first().waitFor({ timeout: 10_000 });

    await sanna.goto('/csm/cases');
    await sanna.getByText(subject).waitFor();
    await mira.goto('/csm/cases');
    await mira.getByRole('heading', { name: 'Cases' }).waitFor();
    await mira.getByRole('status').first().waitFor();
    assert.equal(await mira.getByText(subject).count(), 0);

    const [row] = await world.list('sn_customerservice_case', `short_description=${subject}`);
    assert.equal(row?.internal_contact?.display_value, 'Greta Hallam');
    const stranger = await mira.request.get(
        `/api/now/table/sn_customerservice_case/${row?.sys_id?.value}`,
    );
    assert.equal(stranger.status(), 404);

    await sanna.getByText(subject).click();
    await sanna.getByLabel('Write a message').fill('It is the one in the canteen.');
    await sanna.getByRole('button', { name: 'Send' }).click();
    await sanna.getByText('It is the one in the canteen.').waitFor();
    await greta.goto(`/csm/cases/${row?.sys_id?.value}`);
    await greta.getByText('It is the one in the canteen.').waitFor();
    await greta.getByText('You are the internal contact for Quillon Logistics.').waitFor();
});

test('the internal contact accepts a solution in the portal', async () => {
    const world = await start({ demo: true });
    const greta = await world.page(await world.person('greta.hallam'));

    await greta.goto('/csm');
    await greta.getByText('Solved, please confirm').first().click();
    await greta.getByRole('button', { name: 'Accept solution' }).click();

    await greta.getByText('This case is closed.').waitFor();
});

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof start>>['page']>>;

async function pick(page: Page, field: string, text: string, option: string) {
    await page.getByRole('button', { name: new RegExp(`^${field}`) }).click();
    await page.getByRole('combobox', { name: field }).fill(text);
    await page
        .getByRole('option', { name: new RegExp(option) })
        .first()
        .click();
}
