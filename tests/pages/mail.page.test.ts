import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { start } from '#support';

const world = await start({ demo: true });
const tomas = await world.person('tomas.beran');

const hostile = `<div style="color:#b00; position:fixed; top:0; background:url(https://tracker.example/a.png)">Red words</div>
<p onclick="alert(1)">Plain words</p><script>document.title = 'taken'</script>
<img src="https://tracker.example/open.gif"><img src="x" onerror="parent.document.title='taken'">
<a href="javascript:alert(1)">bad</a> <a href="https://larkfield.example/">good</a>
<style>body { display: none }</style><form action="https://tracker.example/"><input name="password"></form>
<blockquote>What you wrote</blockquote>`;

async function mailed(page: Page) {
    const asked: string[] = [];
    const broken: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text())) broken.push(message.text());
    });
    await page.route('https://tracker.example/**', (route) => route.abort());
    const mail = await world.mail({
        from: 'mira.solheim@nordics.example',
        subject: `Case: hostile ${Math.random()}`,
        html: hostile,
    });
    const id = mail.instance?.value;
    await page.goto(`${world.base}/now/cwf/agent/record/sn_customerservice_case/${id}`);
    await page.locator('.mailframe').waitFor();
    const frame = page.frameLocator('.mailframe');
    await frame.getByText('Red words').waitFor();
    const elsewhere = () => asked.filter((one) => !one.startsWith(world.base));
    return { frame, elsewhere, broken };
}

test('a mail is drawn in a frame: its scripts do not run and nothing is fetched from elsewhere', async () => {
    const page = await world.page(tomas);
    const { frame, elsewhere, broken } = await mailed(page);

    assert.notEqual(await page.title(), 'taken');
    assert.equal(
        await frame.locator('script, style, form, input, [onclick], [onerror]').count(),
        0,
    );
    assert.equal(await frame.getByText('bad').getAttribute('href'), null);
    assert.match((await frame.getByText('good').getAttribute('rel')) ?? '', /noopener/);
    assert.deepEqual(elsewhere(), []);
    assert.deepEqual(broken, []);
});

test('a mail keeps what dresses its words, and is as high as they are', async () => {
    const page = await world.page(tomas);
    const { frame } = await mailed(page);

    const red = frame.getByText('Red words');
    const look = await red.evaluate((element) => ({
        color: getComputedStyle(element).color,
        position: getComputedStyle(element).position,
    }));
    assert.deepEqual(look, { color: 'rgb(187, 0, 0)', position: 'static' });
    const inner = await frame.locator('body').evaluate((body) => body.scrollHeight);
    const outer = await page.locator('.mailframe').evaluate((element) => element.clientHeight);
    assert.ok(inner > 20 && outer >= inner && outer < inner + 8, `${outer} for ${inner}`);
});

test('images from elsewhere come when the reader asks for them', async () => {
    const page = await world.page(tomas);
    const { elsewhere } = await mailed(page);

    const request = page.waitForRequest('https://tracker.example/open.gif');
    await page.getByRole('button', { name: 'Load images' }).click();
    await request;

    assert.deepEqual(elsewhere(), ['https://tracker.example/open.gif']);
});

test('no page allows inline styles or scripts', async () => {
    for (const path of ['/login', '/now/cwf/agent/home', '/csm', '/mail', '/mail/images']) {
        const answer = await fetch(world.base + path);
        const policy = answer.headers.get('Content-Security-Policy') ?? '';
        assert.match(policy, /default-src 'none'/, path);
        assert.doesNotMatch(policy, /unsafe/, path);
    }
});
