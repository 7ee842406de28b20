// How every application begins: who is signed in, his language and zone, then the application.

import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { ApiError, call } from '~/api/client.ts';
import {
    BootstrapProvider,
    goToSignIn,
    Live,
    LiveProvider,
    loadBootstrap,
    newQueryClient,
} from '~/api/index.ts';
import { Failed, setCatalogue, setZone, startTooltips } from '~/kit/index.ts';

async function draw(root: Root, app: ReactNode) {
    const bootstrap = await loadBootstrap();
    const { formats, language } = bootstrap;
    const words = language.code.startsWith('en')
        ? {}
        : await call<Record<string, string>>('GET', `messages/${language.code}`).catch(() => ({}));
    setCatalogue(words, formats.locale || language.code);
    setZone(formats.time_zone || 'UTC', formats.date);
    document.documentElement.lang = language.code;
    document.documentElement.dir = /^(ar|fa|he|ur)\b/.test(language.code) ? 'rtl' : 'ltr';
    startTooltips();
    root.render(
        <QueryClientProvider client={newQueryClient()}>
            <BootstrapProvider value={bootstrap}>
                <LiveProvider value={new Live()}>{app}</LiveProvider>
            </BootstrapProvider>
        </QueryClientProvider>,
    );
}

/** Draws `app` into the page; nobody signed in leads to the sign-in page and back. */
export function start(app: ReactNode, what: string) {
    const element = document.getElementById('root');
    if (!element) return;
    const root = createRoot(element);
    draw(root, app).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) goToSignIn();
        else root.render(<Failed error={error} what={what} retry={() => location.reload()} />);
    });
}
