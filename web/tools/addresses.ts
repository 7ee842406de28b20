// Makes web/src/api/generated.ts, the addresses of the calls of /api/ui/v1, from the server's OpenAPI
// document: node --import tsx web/tools/addresses.ts http://127.0.0.1:8080 [user:password]
// tests/wire/openapi.test.ts says when it is out of date.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Parameter {
    name: string;
    in: string;
    required?: boolean;
    example?: string;
}
export interface Operation {
    operationId: string;
    summary?: string;
    parameters: Parameter[];
    requestBody?: { content: Record<string, { schema: unknown; example?: unknown }> };
    responses: Record<string, unknown>;
}
export interface TableSchema {
    title?: string;
    required?: string[];
    properties?: Record<string, Record<string, unknown>>;
}
export interface Document {
    openapi: string;
    info: { title: string; version: string };
    servers: { url: string }[];
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, TableSchema> };
}

const prefix = '/api/ui/v1/';
const anyText = ['$', '{string}'].join('');
const target = fileURLToPath(new URL('../src/api/generated.ts', import.meta.url));

// A place for any text where the address has a parameter, and behind it where it takes a query.
function addressOf(path: string, operation: Operation): string {
    const address = path.slice(prefix.length).replace(/{[^}]*}/g, anyText);
    const open = operation.parameters.some((parameter) => parameter.in === 'query');
    const type = open && !address.endsWith(anyText) ? address + anyText : address;
    return type.includes(anyText) ? `\`${type}\`` : `'${type}'`;
}

export function addressTypes(document: Document): string {
    const types = new Set<string>();
    for (const [path, item] of Object.entries(document.paths))
        if (path.startsWith(prefix))
            for (const operation of Object.values(item)) types.add(addressOf(path, operation));
    const lines = [...types].sort().map((type) => `    | ${type}`);
    return [
        "// Made by tools/addresses.ts from the server's OpenAPI document. Do not edit.",
        '',
        '/** What may be called below /api/ui/v1. */',
        'export type Address =',
        `${lines.join('\n')};`,
        '',
    ].join('\n');
}

async function main(base: string, credentials: string): Promise<void> {
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    const answer = await fetch(`${base}/api/now/doc/openapi.json`, { headers: { authorization } });
    if (!answer.ok) throw new Error(`${base} answered ${answer.status}`);
    writeFileSync(target, addressTypes((await answer.json()) as Document));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
    await main(process.argv[2] ?? 'http://127.0.0.1:8080', process.argv[3] ?? 'admin:admin');
