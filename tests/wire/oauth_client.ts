// An application that asks a server for tokens.

import type { World } from '#support';

export interface Tokens {
    access_token: string;
    refresh_token?: string;
    scope: string;
    token_type: string;
    expires_in: number;
    error?: string;
    error_description?: string;
}

export const secret = 'Client-secret-9';
export const redirect = 'https://shop.example/back?from=stead';

export class OauthClient {
    private constructor(
        private readonly world: World,
        readonly id: string,
    ) {}

    // Makes the row of oauth_entity over the Table API.
    static async make(world: World, fields: Record<string, string>): Promise<OauthClient> {
        const row = await world.admin.create('oauth_entity', { client_secret: secret, ...fields });
        return new OauthClient(world, row.client_id?.value ?? '');
    }

    async post(path: string, form: Record<string, string>, headers = {}) {
        const response = await fetch(this.world.base + path, {
            method: 'POST',
            body: new URLSearchParams(form),
            headers,
            redirect: 'manual',
        });
        const text = await response.text();
        const body = text.startsWith('{') ? (JSON.parse(text) as Tokens) : ({} as Tokens);
        return { status: response.status, headers: response.headers, body, text };
    }

    // The token call, with the client's credentials unless the fields say otherwise.
    ask(fields: Record<string, string>, headers = {}) {
        const own = { client_id: this.id, client_secret: secret };
        return this.post('/oauth_token.do', { ...own, ...fields }, headers);
    }

    // What an API says to this token.
    async seen(token: string): Promise<number> {
        const url = `${this.world.base}/api/now/table/sys_user?sysparm_limit=1`;
        return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
    }
}
