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
    const { user_name, password: user_password } = person;
    const answer = await context.request.post(`${base}/api/ui/v1/login`, {
        data: { user_name, user_password },
    });
    if (!answer.ok()) {
        throw new Error(
            `${user_name} could not sign in: ${answer.status()} ${await answer.text()}`,
        );
    }
}
