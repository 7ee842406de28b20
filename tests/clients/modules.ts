import { createRequire } from 'node:module';

// The installed clients. They are CommonJS, and some hide the files that hold the client from `import`.
// script/setup puts them there (packages/fetch).
const folder = new URL('../../.cache/clients/', import.meta.url).pathname;
const requireFrom = createRequire(`${folder}package.json`);

// `path` below node_modules. What it exports is as its package's documentation says.
export function installed<T>(path: string): T {
    return requireFrom(`${folder}node_modules/${path}`) as T;
}
