import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import type { Person } from './client.ts';

// Debian's Chromium, without anything that talks to strangers.
export function openBrowser(): Promise<Browser> {
    return chromium.launch({
        executablePath: process.env.STEAD_CHROMIUM ?? '/usr/bin/chromium',
        headless: true,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
}

// Signs in as the login page does and keeps the cookies in the context.
export async function signedIn(context: BrowserContext, base: string, person: Person) {
    const answer = await context.request.post(`${base}/login.do`, {
        form: {
            user_name: person.user_name,
            user_password: person.password,
            sys_action: 'sysverb_login',
        },
        maxRedirects: 0,
    });
    if (answer.headers()['x-is-logged-in'] !== 'true') {
        throw new Error(`${person.user_name} could not sign in: ${answer.status()}`);
    }
}
