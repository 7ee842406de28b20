// A person at the REST door. Every exchange is remembered, so that a failing test can show it.

export interface Person {
    sys_id: string;
    user_name: string;
    email: string;
    password: string;
}

// A field as the server answers with sysparm_display_value=all.
export interface Value {
    value: string;
    display_value: string;
    link?: string;
}
export type Row = Record<string, Value>;

export interface Answer<T> {
    status: number;
    headers: Headers;
    text: string;
    result: T; // of the body; undefined when there is none
    error?: { message: string; detail: string | null };
}

export interface Exchange {
    who: string;
    request: string;
    answer: string;
}

export type Query = Record<string, string | number | boolean | undefined>;

interface Envelope<T> {
    result?: T;
    error?: { message: string; detail: string | null };
}

// The header of HTTP Basic for this person.
export function authorization({ user_name, password }: Person): string {
    return `Basic ${Buffer.from(`${user_name}:${password}`).toString('base64')}`;
}

function shortened(text: string, most = 1500): string {
    return text.length > most ? `${text.slice(0, most)} … ${text.length} characters` : text;
}

function parsed<T>(text: string, type: string | null): Envelope<T> {
    if (!type?.includes('json') || text === '') return {};
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Envelope<T>) : {};
}

export class Client {
    constructor(
        readonly base: string,
        readonly person: Person | undefined,
        private readonly exchanges: Exchange[],
    ) {}

    get<T = Row>(path: string, query?: Query): Promise<Answer<T>> {
        return this.send('GET', path, undefined, query);
    }
    post<T = Row>(path: string, body?: unknown, query?: Query): Promise<Answer<T>> {
        return this.send('POST', path, body, query);
    }
    put<T = Row>(path: string, body?: unknown, query?: Query): Promise<Answer<T>> {
        return this.send('PUT', path, body, query);
    }
    patch<T = Row>(path: string, body?: unknown, query?: Query): Promise<Answer<T>> {
        return this.send('PATCH', path, body, query);
    }
    delete<T = Row>(path: string, query?: Query): Promise<Answer<T>> {
        return this.send('DELETE', path, undefined, query);
    }

    // Rows that this person may see, every field as value and display value.
    async list(table: string, query = '', more: Query = {}): Promise<Row[]> {
        const answer = await this.get<Row[]>(`/api/now/table/${table}`, {
            sysparm_query: query,
            sysparm_display_value: 'all',
            ...more,
        });
        return this.expect(answer, 200).result;
    }

    // Creates a row and returns it. References may be given as sys_ids.
    async create(table: string, values: Record<string, unknown>, more: Query = {}): Promise<Row> {
        const answer = await this.post<Row>(`/api/now/table/${table}`, values, {
            sysparm_display_value: 'all',
            ...more,
        });
        return this.expect(answer, 201).result;
    }

    async update(table: string, id: string, values: Record<string, unknown>): Promise<Row> {
        const answer = await this.patch<Row>(`/api/now/table/${table}/${id}`, values, {
            sysparm_display_value: 'all',
        });
        return this.expect(answer, 200).result;
    }

    async send<T>(
        method: string,
        path: string,
        body?: unknown,
        query: Query = {},
        headers: Record<string, string> = {},
    ): Promise<Answer<T>> {
        const url = new URL(path, this.base);
        for (const [name, value] of Object.entries(query)) {
            if (value !== undefined) url.searchParams.set(name, String(value));
        }
        const raw = typeof body === 'string' || body instanceof Uint8Array;
        const response = await fetch(url, {
            method,
            headers: { ...this.headers(body, raw), ...headers },
            body: body === undefined ? undefined : raw ? (body as BodyInit) : JSON.stringify(body),
            redirect: 'manual',
        });
        const text = await response.text();
        this.remember(method, url, body, response.status, text);
        const { result, error } = parsed<T>(text, response.headers.get('content-type'));
        return {
            status: response.status,
            headers: response.headers,
            text,
            result: result as T,
            error,
        };
    }

    // The answer, if it has this status; else an error that shows what came instead.
    expect<T>(answer: Answer<T>, status: number): Answer<T> {
        if (answer.status === status) return answer;
        const who = this.person?.user_name ?? 'nobody';
        throw new Error(
            `expected ${status} for ${who} but got ${answer.status}: ${shortened(answer.text)}`,
        );
    }

    private headers(body: unknown, raw: boolean): Record<string, string> {
        const headers: Record<string, string> = { accept: 'application/json' };
        if (body !== undefined && !raw) headers['content-type'] = 'application/json';
        if (this.person) headers.authorization = authorization(this.person);
        return headers;
    }

    private remember(method: string, url: URL, body: unknown, status: number, text: string) {
        const sent = body === undefined ? '' : `\n  ${shortened(JSON.stringify(body))}`;
        this.exchanges.push({
            who: this.person?.user_name ?? 'nobody',
            request: `${method} ${url.pathname}${decodeURIComponent(url.search)}${sent}`,
            answer: `${status} ${shortened(text)}`,
        });
    }
}
