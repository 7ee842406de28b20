import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { after, afterEach } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, signedIn } from './browser.ts';
import { authorization, Client, type Exchange, type Person, type Row } from './client.ts';
import { eventually } from './eventually.ts';
import { compose, type Letter } from './letter.ts';
import { MailServer } from './mail_server.ts';
import { binary, Server } from './server.ts';
import { Stream, type Watched } from './stream.ts';
import { dataFolder, environmentOf } from './template.ts';

export interface Options {
    demo?: boolean; // with the demo world; default: an empty one
    plugins?: string[]; // ids that must be active
    only?: string[]; // ids that are active instead of the usual ones, with what they require
    args?: string[]; // more for `stead serve`
    tls?: boolean; // over HTTPS, with a certificate that the server makes and this process trusts
    folder?: string; // where the data folder is made; default: somewhere temporary
    env?: Record<string, string>;
}

export interface UserWishes {
    roles?: string[];
    table?: string; // a class of user, for instance customer_contact; default sys_user
    fields?: Record<string, unknown>; // account, company, manager, ...
}

const password = 'Correct-horse-7';
const admin: Person = {
    sys_id: '',
    user_name: 'admin',
    email: 'admin@example.com',
    password: 'admin',
};
const worlds = new Set<World>();

after(async () => {
    for (const world of worlds) await world.stop();
});
afterEach((context) => {
    if ('passed' in context && context.passed) return;
    for (const world of worlds) console.error(world.lastWords());
});

// Starts a server with a data folder of its own. It stops by itself when the file's tests are done.
export async function start(options: Options = {}): Promise<World> {
    const { demo = false, plugins = [], only = [] } = options;
    const wishes = { demo, plugins, only };
    const env = { ...environmentOf(wishes), ...options.env };
    const data = await dataFolder(wishes, options.folder);
    const tls = options.tls ? ['--tls', 'self-signed'] : [];
    const args = [...(wishes.demo ? ['--demo'] : []), ...tls, ...(options.args ?? [])];
    const world = new World(await Server.start(data, args, env), args, env);
    worlds.add(world);
    return world;
}

export class World {
    readonly admin: Client;
    private exchanges: Exchange[] = [];
    private streams: Stream[] = [];
    private chromium: Browser | undefined;
    private mta: MailServer | undefined;

    constructor(
        public server: Server,
        private readonly args: string[],
        private readonly env: Record<string, string>,
    ) {
        this.admin = this.as(admin);
    }

    get base(): string {
        return this.server.base;
    }
    get data(): string {
        return this.server.data;
    }

    // The REST door as this person sees it; without a person, as a stranger sees it.
    as(person?: Person): Client {
        return new Client(this.base, person, this.exchanges);
    }

    // A person of the demo world, by user name.
    async person(userName: string): Promise<Person> {
        const [row] = await this.list('sys_user', `user_name=${userName}`);
        if (!row) throw new Error(`there is no user ${userName}`);
        return personOf(row, userName === 'admin' ? 'admin' : 'demo');
    }

    // A new person with these roles, who can sign in.
    async user(userName: string, wishes: UserWishes = {}): Promise<Person> {
        const [first = '', last = ''] = userName.split('.');
        const row = await this.admin.create(wishes.table ?? 'sys_user', {
            user_name: userName,
            first_name: capitalised(first),
            last_name: capitalised(last),
            email: `${userName}@example.com`,
            user_password: password,
            active: 'true',
            ...wishes.fields,
        });
        for (const role of wishes.roles ?? []) await this.grant(row.sys_id.value, role);
        return personOf(row, password);
    }

    async grant(userId: string, roleName: string): Promise<void> {
        const [role] = await this.list('sys_user_role', `name=${roleName}`);
        if (!role) throw new Error(`there is no role ${roleName}`);
        await this.admin.create('sys_user_has_role', { user: userId, role: role.sys_id.value });
    }

    // Rows as the administrator sees them.
    list(table: string, query = ''): Promise<Row[]> {
        return this.admin.list(table, query);
    }

    // Pipes a mail into the server as an MTA does and waits until something became of it. Returns
    // its row in sys_email.
    async mail(letter: Letter | Buffer): Promise<Row> {
        if (Buffer.isBuffer(letter)) return this.deliver(letter, idOf(letter));
        const { id, bytes } = compose(letter);
        return this.deliver(bytes, id);
    }

    // Mails that the server has written to this address, newest first.
    mailsTo(person: Person | string): Promise<Row[]> {
        const address = typeof person === 'string' ? person : person.email;
        return this.list(
            'sys_email',
            `typeINsend-ready,sent,send-ignored^recipientsLIKE${address}^ORDERBYDESCsys_created_on`,
        );
    }

    // A real MTA beside this server, started when first asked for.
    async mailServer(): Promise<MailServer> {
        this.mta ??= await MailServer.start(this.data);
        return this.mta;
    }

    // Sets the server's clock, which then goes on from there; `frozen` makes it stand.
    async time(now: string | Date, frozen = false): Promise<void> {
        const utc = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
        const answer = await this.admin.post('/test/clock', { now: utc, frozen });
        this.admin.expect(answer, 200);
    }

    // Waits until events, mails and due jobs have been worked off.
    async settle(): Promise<void> {
        this.admin.expect(await this.admin.post('/test/settle'), 200);
    }

    // The event stream of a browser of this person, listening to these records and lists.
    async watch(person: Person, watched: Watched): Promise<Stream> {
        const stream = await Stream.open(this.base, authorization(person), watched);
        this.streams.push(stream);
        return stream;
    }

    // A page of a browser in which this person is signed in; each person has his own cookies.
    async page(person: Person, options: { width?: number; height?: number } = {}): Promise<Page> {
        const context = await this.context(options);
        await signedIn(context, this.base, person);
        return context.newPage();
    }

    // A browser profile in which nobody is signed in.
    async context(options: { width?: number; height?: number } = {}): Promise<BrowserContext> {
        this.chromium ??= await openBrowser();
        const { width = 1440, height = 900 } = options;
        return this.chromium.newContext({ baseURL: this.base, viewport: { width, height } });
    }

    // Runs `stead` with these arguments on this world's data folder.
    async command(...args: string[]): Promise<{ code: number | null; output: string }> {
        return run([...args, '--data', this.data]);
    }

    // Stops the server (SIGKILL: without warning) and starts it again on the same data.
    async restart(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
        await this.server.stop(signal);
        this.server = await Server.start(this.data, this.args, this.env);
        Object.assign(this.admin, { base: this.base });
    }

    async stop(): Promise<void> {
        worlds.delete(this);
        for (const stream of this.streams) stream.close();
        await this.chromium?.close();
        await this.mta?.stop();
        if (this.server.child.exitCode === null) await this.server.stop();
        if (!process.env.STEAD_KEEP) rmSync(this.data, { recursive: true, force: true });
    }

    lastWords(): string {
        const said = this.exchanges
            .slice(-6)
            .map(({ who, request, answer }) => `${who}: ${request}\n  -> ${answer}`);
        return `--- last exchanges\n${said.join('\n')}\n--- server\n${this.server.log()}`;
    }

    // What an MTA does: pipes a mail into a data folder, whether or not a server runs on it.
    handIn(bytes: Buffer, data = this.data): Promise<{ code: number | null; output: string }> {
        return run(['mail', 'deliver', '--data', data], bytes);
    }

    private async deliver(bytes: Buffer, id: string): Promise<Row> {
        const { code, output } = await this.handIn(bytes);
        if (code !== 0) throw new Error(`stead mail deliver ended with ${code}: ${output}`);
        return eventually(async () => {
            const [row] = await this.list('sys_email', `message_id=${id}^state!=ready`);
            return row;
        }, `processing of the mail ${id}`);
    }
}

function personOf(row: Row, secret: string): Person {
    return {
        sys_id: row.sys_id.value,
        user_name: row.user_name.value,
        email: row.email.value,
        password: secret,
    };
}

function capitalised(word: string): string {
    return word.charAt(0).toUpperCase() + word.slice(1);
}

function idOf(bytes: Buffer): string {
    return /^message-id:\s*(\S+)/im.exec(bytes.toString('latin1'))?.[1] ?? '';
}

async function run(args: string[], input?: Buffer) {
    const child = spawn(binary, args);
    let output = '';
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, output };
}
