import { spawn } from 'node:child_process';
import {
    chmodSync,
    chownSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.ts';
import { compose, type Letter } from './letter.ts';
import { binary, freePort } from './server.ts';

// Exim must not run as root, so a test that does lends it nobody's name.
const root = userInfo().uid === 0;
const runner = root
    ? { uid: 65534, gid: 65534, name: 'nobody' }
    : { ...userInfo(), name: userInfo().username };

function configuration(folder: string, port: number, data: string): string {
    return `
exim_user = ${runner.uid}
exim_group = ${runner.gid}
spool_directory = ${folder}/spool
log_file_path = ${folder}/%slog
pid_file_path = ${folder}/exim.pid
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
primary_hostname = mta.example
domainlist desk = larkfield.example
never_users =
deliver_drop_privilege = true
acl_smtp_rcpt = accept
acl_smtp_data = accept
host_lookup =
tls_advertise_hosts =
begin routers
desk:
  driver = accept
  domains = +desk
  transport = desk
elsewhere:
  driver = accept
  transport = elsewhere
begin transports
desk:
  driver = pipe
  command = ${binary} mail deliver --data ${data}
  user = ${runner.uid}
  group = ${runner.gid}
  return_fail_output
  message_prefix =
  message_suffix =
elsewhere:
  driver = appendfile
  directory = ${folder}/elsewhere
  maildir_format
  create_directory
  user = ${runner.uid}
  group = ${runner.gid}
begin retry
* * F,1m,1s
`;
}

// A real MTA on a high port of the loopback: pipes mail for larkfield.example into Stead and keeps
// all other mail in a folder.
export class MailServer {
    private constructor(
        readonly port: number,
        private readonly folder: string,
        private readonly stopProcess: () => Promise<void>,
    ) {}

    static async start(data: string): Promise<MailServer> {
        const folder = mkdtempSync(join(tmpdir(), 'stead-mta-'));
        const port = await freePort();
        mkdirSync(join(folder, 'spool'));
        writeFileSync(join(folder, 'exim.conf'), configuration(folder, port, data), {
            mode: 0o644,
        });
        if (root) lend(folder, data);
        const child = spawn('/usr/sbin/exim4', ['-C', join(folder, 'exim.conf'), '-bdf', '-q5s'], {
            stdio: 'ignore',
            ...(root ? { uid: runner.uid, gid: runner.gid } : {}),
        });
        const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
        const stop = async () => {
            child.kill();
            await ended;
            rmSync(folder, { recursive: true, force: true });
        };
        await eventually(() => canConnect(port), 'the start of exim');
        return new MailServer(port, folder, stop);
    }

    // Sends a mail over SMTP, as a stranger's mail server does. Returns its Message-ID.
    async send(letter: Letter, to = 'support@larkfield.example'): Promise<string> {
        const { id, bytes } = compose(letter);
        const from = typeof letter.from === 'string' ? letter.from : letter.from.email;
        await smtp(this.port, address(from), to, bytes.toString());
        return id;
    }

    // What has arrived for other domains, as text.
    arrived(): string[] {
        const folder = join(this.folder, 'elsewhere', 'new');
        if (!existsSync(folder)) return [];
        return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    }

    log(): string {
        const path = join(this.folder, 'mainlog');
        return existsSync(path) ? readFileSync(path, 'utf8') : '';
    }

    stop(): Promise<void> {
        return this.stopProcess();
    }
}

function lend(folder: string, data: string): void {
    for (const path of [folder, join(folder, 'spool')]) chownSync(path, runner.uid, runner.gid);
    // The server made them with the rights that the data folder had.
    for (const path of [data, join(data, 'mail'), join(data, 'mail/incoming')]) {
        if (existsSync(path)) chmodSync(path, 0o777);
    }
}

function address(from: string): string {
    return /<([^>]*)>/.exec(from)?.[1] ?? from;
}

async function canConnect(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket: Socket = createConnection(port, '127.0.0.1');
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
        socket.unref();
        socket.once('connect', () => socket.destroy());
    });
}

async function smtp(port: number, from: string, to: string, text: string): Promise<void> {
    const socket = createConnection(port, '127.0.0.1');
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    const ask = async (command: string | undefined, code: string) => {
        if (command !== undefined) socket.write(`${command}\r\n`);
        for (;;) {
            const { value = '' } = await lines.next();
            if (!value.startsWith(code)) throw new Error(`${command ?? 'greeting'}: ${value}`);
            if (value[3] !== '-') return;
        }
    };
    await ask(undefined, '220');
    await ask('EHLO test.example', '250');
    await ask(`MAIL FROM:<${from}>`, '250');
    await ask(`RCPT TO:<${to}>`, '250');
    await ask('DATA', '354');
    await ask(`${text.replace(/^\./gm, '..')}\r\n.`, '250');
    await ask('QUIT', '221');
    socket.end();
}
