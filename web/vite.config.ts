import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pages } from './mock/pages.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.STEAD_SERVER;

// Page and the folder of its application.
const applications = { index: 'home', login: 'signin', agent: 'workspace', csm: 'portal' };

// `npm run dev` draws from the mock in mock/, or from a running server named by STEAD_SERVER.
export default defineConfig({
    plugins: [react(), pages(server ? undefined : '/mock/server.ts')],
    resolve: { alias: { '~': at('./src') } },
    server: {
        host: '127.0.0.1',
        proxy: server
            ? Object.fromEntries(
                  ['/api', '/sys_attachment.do', '^/[a-z0-9_]+\\.do'].map((path) => [path, server]),
              )
            : {},
    },
    build: {
        target: 'es2022',
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rollupOptions: {
            input: Object.fromEntries(
                Object.entries(applications)
                    .filter(([, folder]) => existsSync(at(`./src/apps/${folder}/main.tsx`)))
                    .map(([page]) => [page, at(`./${page}.html`)]),
            ),
        },
    },
});
