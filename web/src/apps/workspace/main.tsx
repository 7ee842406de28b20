import '~/kit/index.ts';
import './workspace.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
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
import { Shell } from './Shell.tsx';

async function start(root: ReturnType<typeof createRoot>) {
    const bootstrap = await loadBootstrap();
    const { formats, language } = bootstrap;
    const words = language.code.startsWith('en')
        ? {}
        : await call<Record<string, string>>('GET', `messages/${language.code}`).catch(() => ({}));
    setCatalogue(words, formats.locale || language.code);
    setZone(formats.time_zone || 'UTC', formats.date);
    document.documentElement.lang = language.code;
    startTooltips();
    root.render(
        <QueryClientProvider client={newQueryClient()}>
            <BootstrapProvider value={bootstrap}>
                <LiveProvider value={new Live()}>
                    <Shell />
                </LiveProvider>
            </BootstrapProvider>
        </QueryClientProvider>,
    );
}

const element = document.getElementById('root');
if (element) {
    const root = createRoot(element);
    start(root).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) goToSignIn();
        else
            root.render(
                <Failed error={error} what="The workspace" retry={() => location.reload()} />,
            );
    });
}
