import type { Person, World } from '#support';
import { installed } from './modules.ts';

interface Item {
    json: Record<string, unknown>;
    binary?: Record<string, File>;
}
interface File {
    data: Buffer;
    fileName: string;
    mimeType: string;
}
interface Wish {
    method: string;
    uri: string;
    qs: Record<string, string | number>;
    headers?: Record<string, string>;
    body?: unknown;
    json?: boolean;
    resolveWithFullResponse?: boolean;
}
interface Node {
    execute: (this: unknown) => Promise<Item[][]>;
}

const { ServiceNow } = installed<{ ServiceNow: new () => Node }>(
    'n8n-nodes-base/dist/nodes/ServiceNow/ServiceNow.node.js',
);

// Runs the ServiceNow node of n8n once for one item with these parameters, as a workflow does, and
// returns what it hands to the next node.
export async function runNode(
    world: World,
    person: Person,
    parameters: Record<string, unknown>,
    input: Item = { json: {} },
): Promise<Item[]> {
    const host = hostOf(world, person, parameters, input);
    const [output = []] = await new ServiceNow().execute.call(host);
    return output;
}

function hostOf(
    world: World,
    person: Person,
    parameters: Record<string, unknown>,
    input: Item,
): unknown {
    const file = (name: string) => {
        const found = input.binary?.[name];
        if (!found) throw new Error(`the item has no file ${name}`);
        return found;
    };
    return {
        getInputData: () => [input],
        getNodeParameter: (name: string, _item: number, fallback?: unknown) =>
            ({ authentication: 'basicAuth', ...parameters })[name] ?? fallback,
        getCredentials: async () => ({ subdomain: 'stead' }),
        getNode: () => ({ name: 'ServiceNow' }),
        continueOnFail: () => false,
        helpers: {
            requestWithAuthentication: (_kind: string, wish: Wish) => send(world, person, wish),
            prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string) => ({
                data,
                fileName,
                mimeType,
            }),
            assertBinaryData: (_item: number, name: string) => file(name),
            getBinaryDataBuffer: async (_item: number, name: string) => file(name).data,
            returnJsonArray: (data: object | object[]) =>
                [data].flat().map((one) => ('json' in one ? one : { json: one })),
            constructExecutionMetaData: (items: Item[]) => items,
        },
    };
}

// n8n's request helper: the address of the cloud instance is the only thing that is changed.
async function send(world: World, person: Person, wish: Wish): Promise<unknown> {
    const url = new URL(wish.uri.replace('https://stead.service-now.com', world.base));
    for (const [name, value] of Object.entries(wish.qs)) url.searchParams.set(name, `${value}`);
    const isFile = Buffer.isBuffer(wish.body);
    const answer = await fetch(url, {
        method: wish.method,
        headers: {
            Authorization: `Basic ${btoa(`${person.user_name}:${person.password}`)}`,
            Accept: wish.json === false ? '*/*' : 'application/json',
            ...(wish.body && !isFile ? { 'Content-Type': 'application/json' } : {}),
            ...wish.headers,
        },
        body: isFile ? new Uint8Array(wish.body as Buffer) : JSON.stringify(wish.body),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${answer.status} - ${bytes.toString()}`);
    const body = wish.json === false || bytes.length === 0 ? bytes : JSON.parse(bytes.toString());
    const headers = Object.fromEntries(answer.headers);
    return wish.resolveWithFullResponse ? { body, headers } : body;
}
