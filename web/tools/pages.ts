import type { Plugin } from 'vite';

const pageOf = (path: string): string | undefined => {
    if (path === '/mail' || path === '/mail/images') return '/mail.html';
    if (path === '/login') return '/login.html';
    if (path.startsWith('/now/cwf/agent')) return '/agent.html';
    if (/^\/cs[mp](\/|$)/.test(path)) return '/csm.html';
    return undefined;
};

/** In development: the addresses of the applications, as the server answers them. */
export function pages(): Plugin {
    return {
        name: 'stead-pages',
        apply: 'serve',
        configureServer(server) {
            server.middlewares.use((request, _response, next) => {
                const page = pageOf((request.url ?? '/').split('?')[0] ?? '/');
                if (page) request.url = page;
                next();
            });
        },
    };
}
