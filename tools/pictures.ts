// Takes the README's pictures from the demo world: node --import tsx tools/pictures.ts
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, signedIn } from '../tests/support/browser.ts';
import { Server } from '../tests/support/server.ts';

const pictures = [
    { name: 'portal', person: 'greta.hallam', path: '/csm' },
    { name: 'workspace', person: 'tomas.beran', path: '/now/cwf/agent' },
];

const data = mkdtempSync(join(tmpdir(), 'stead-pictures-'));
const server = await Server.start(data, ['--demo']);
const browser = await openBrowser();
mkdirSync('docs/images', { recursive: true });
try {
    for (const { name, person, path } of pictures) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        await signedIn(context, server.base, {
            sys_id: '',
            user_name: person,
            email: '',
            password: 'demo',
        });
        const page = await context.newPage();
        await page.goto(server.base + path, { waitUntil: 'load' });
        await page.waitForTimeout(4000); // lets fonts, lists and counts come in
        await page.screenshot({ path: `docs/images/${name}.png` });
        console.log(`docs/images/${name}.png shows ${page.url()}`);
        await context.close();
    }
} finally {
    await browser.close();
    await server.stop();
    rmSync(data, { recursive: true });
}
