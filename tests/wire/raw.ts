import { type IncomingHttpHeaders, request as plain } from 'node:http';
import { request as encrypted } from 'node:https';

export interface Raw {
    status: number;
    headers: IncomingHttpHeaders;
    text: string;
}

// A request with exactly these headers; `fetch` adds its own.
export function raw(
    base: string,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body = '',
): Promise<Raw> {
    const url = new URL(base);
    const request = url.protocol === 'https:' ? encrypted : plain;
    return new Promise((resolve, reject) => {
        const sent = request(
            { hostname: url.hostname, port: url.port, method, path, headers },
            (answer) => {
                const pieces: Buffer[] = [];
                answer.on('data', (piece: Buffer) => pieces.push(piece));
                answer.on('error', reject);
                answer.on('end', () => {
                    resolve({
                        status: answer.statusCode ?? 0,
                        headers: answer.headers,
                        text: Buffer.concat(pieces).toString('utf8'),
                    });
                });
            },
        );
        sent.on('error', reject);
        sent.end(body);
    });
}

export const asAdmin = {
    authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
};
