import '~/kit/index.ts';
import './portal.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { ApiError } from '~/api/client.ts';
import {
    BootstrapProvider,
    goToSignIn,
    Live,
    LiveProvider,
    loadBootstrap,
    newQueryClient,
} from '~/api/index.ts';
import { Failed, setCatalogue, setZone } from '~/kit/index.ts';
import { Portal } from './Portal.tsx';

async function start(root: ReturnType<typeof createRoot>) {
    const bootstrap = await loadBootstrap();
    const { formats, language } = bootstrap;
    setCatalogue({}, formats.locale || language.code);
    setZone(formats.time_zone || 'UTC', formats.date);
    document.documentElement.lang = language.code;
    root.render(
        <QueryClientProvider client={newQueryClient()}>
            <BootstrapProvider value={bootstrap}>
                <LiveProvider value={new Live()}>
                    <Portal />
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
        else root.render(<Failed error={error} what="The page" retry={() => location.reload()} />);
    });
}
