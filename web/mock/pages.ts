import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'vite';

const page_of = (path: string): string | undefined => {
    if (path === '/login') return '/login.html';
    if (path.startsWith('/now/cwf/agent')) return '/agent.html';
    if (path === '/csm' || path.startsWith('/csm/')) return '/csm.html';
    return undefined;
};

const body_of = async (request: IncomingMessage): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
};

type Answer = { status: number; body?: unknown; stream?: boolean };
type Mock = { answer: (method: string, url: string, body: string) => Answer };

// Development only: addresses of the applications, and the mock of the server when none runs.
export function pages(mock?: string): Plugin {
    return {
        name: 'stead-pages',
        apply: 'serve',
        configureServer(server) {
            server.middlewares.use(async (request, response, next) => {
                const path = (request.url ?? '/').split('?')[0] ?? '/';
                if (mock && path.startsWith('/api/')) {
                    const { answer } = (await server.ssrLoadModule(mock)) as Mock;
                    const body = await body_of(request);
                    const result = answer(request.method ?? 'GET', request.url ?? '', body);
                    const type = result.stream ? 'text/event-stream' : 'application/json';
                    response.writeHead(result.status, { 'Content-Type': type });
                    if (result.stream) response.write(String(result.body));
                    else response.end(result.body === undefined ? '' : JSON.stringify(result.body));
                    return;
                }
                const page = page_of(path);
                if (page) request.url = page;
                next();
            });
        },
    };
}
