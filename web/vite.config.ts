import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pages } from './tools/pages.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Page and the folder of its application.
const applications = { index: 'home', login: 'signin', agent: 'workspace', csm: 'portal' };
const input = Object.entries(applications)
    .filter(([, folder]) => existsSync(at(`./src/apps/${folder}/main.tsx`)))
    .map(([page]) => [page, at(`./${page}.html`)]);

// `npm run dev` draws from a running server: the one of script/run, or STEAD_SERVER.
const server = process.env.STEAD_SERVER ?? 'http://127.0.0.1:8080';
const calls = ['/api', '^/[a-z0-9_]+\\.do'];

export default defineConfig({
    plugins: [react(), pages()],
    resolve: { alias: { '~': at('./src') } },
    server: {
        host: '127.0.0.1',
        proxy: Object.fromEntries(calls.map((path) => [path, server])),
    },
    build: {
        target: 'es2022',
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rollupOptions: { input: Object.fromEntries(input) },
    },
});
