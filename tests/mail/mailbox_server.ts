import { spawn } from 'node:child_process';
import {
    chmodSync,
    chownSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    rmSync,
    writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#support';
import { freePort } from '../support/server.ts';

// Dovecot wants no root, so a test that is root lends it nobody's name.
const root = userInfo().uid === 0;
const runner = root ? { uid: 65534, gid: 65534, name: 'nobody', group: 'nogroup' } : undefined;
const user = runner?.name ?? userInfo().username;

function configuration(folder: string, imap: number, pop3: number): string {
    const group = runner?.group ?? user;
    return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${group}
mail_uid = ${user}
mail_gid = ${group}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
namespace inbox {
  inbox = yes
}
passdb {
  driver = passwd-file
  args = ${folder}/passwd
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail/%u allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = ${pop3}
  }
  inet_listener pop3s {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

// A real mailbox server on high ports of the loopback; the password of every user is "secret".
export class MailboxServer {
    private constructor(
        private readonly folder: string,
        readonly imap: number,
        readonly pop3: number,
        readonly stop: () => Promise<void>,
    ) {}

    static async start(users: string[]): Promise<MailboxServer> {
        const folder = mkdtempSync(join(tmpdir(), 'stead-mailbox-'));
        const [imap, pop3] = [await freePort(), await freePort()];
        for (const name of ['run', 'state', 'mail']) own(join(folder, name));
        own(folder);
        const passwords = users.map((name) => `${name}:{PLAIN}secret\n`).join('');
        writeFileSync(join(folder, 'passwd'), passwords);
        writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, imap, pop3));
        chmodSync(folder, 0o755);
        const child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], {
            stdio: 'ignore',
            ...(runner ? { uid: runner.uid, gid: runner.gid } : {}),
        });
        const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
        const stop = async () => {
            child.kill();
            await ended;
            rmSync(folder, { recursive: true, force: true });
        };
        const server = new MailboxServer(folder, imap, pop3, stop);
        try {
            await eventually(
                async () => (await connects(imap)) && (await connects(pop3)),
                'dovecot',
            );
        } catch (error) {
            await stop();
            throw error;
        }
        return server;
    }

    // Puts a mail into somebody's mailbox.
    put(name: string, text: string): void {
        const box = join(this.folder, 'mail', name);
        for (const part of ['', 'cur', 'new', 'tmp']) own(join(box, part));
        const path = join(box, 'new', `${Date.now()}.${Math.random().toString(16).slice(2)}.test`);
        writeFileSync(path, text.replace(/\n/g, '\r\n'));
        if (runner) chownSync(path, runner.uid, runner.gid);
    }

    // How many mails are in it.
    count(name: string): number {
        return ['cur', 'new']
            .map((part) => join(this.folder, 'mail', name, part))
            .filter((path) => existsSync(path))
            .flatMap((path) => readdirSync(path)).length;
    }
}

function own(path: string): void {
    if (!existsSync(path)) mkdirSync(path, { recursive: true });
    if (runner) chownSync(path, runner.uid, runner.gid);
}

function connects(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = createConnection(port, '127.0.0.1');
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
        socket.once('connect', () => socket.destroy());
    });
}
