import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

export const binary =
    process.env.STEAD_BINARY ?? new URL('../../build/stead', import.meta.url).pathname;

const running = new Set<ChildProcess>();
process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL');
});

export async function freePort(): Promise<number> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    if (typeof address !== 'object' || !address) throw new Error('no free port');
    return address.port;
}

// A real `stead serve` on a data folder of its own.
export class Server {
    private output = '';
    private trusted = false;
    private ended: Promise<number | null>;

    private constructor(
        readonly child: ChildProcess,
        readonly data: string,
        readonly base: string,
    ) {
        running.add(child);
        for (const stream of [child.stdout, child.stderr]) {
            stream?.on('data', (piece: Buffer) => {
                this.output = (this.output + piece.toString()).slice(-200_000);
            });
        }
        this.ended = new Promise((resolve) => {
            child.on('exit', (code) => {
                running.delete(child);
                resolve(code);
            });
        });
    }

    static async start(data: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
        const port = await freePort();
        const child = spawn(
            binary,
            ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, ...args],
            {
                stdio: ['ignore', 'pipe', 'pipe'],
                env: {
                    ...process.env,
                    STEAD_TEST_HOOKS: '1',
                    STEAD_ADMIN_PASSWORD: 'admin',
                    ...env,
                },
            },
        );
        const scheme = args.includes('--tls') ? 'https' : 'http';
        const server = new Server(child, data, `${scheme}://127.0.0.1:${port}`);
        await server.ready();
        return server;
    }

    // The last lines that the server printed.
    log(lines = 40): string {
        return this.output.trimEnd().split('\n').slice(-lines).join('\n');
    }

    // Asks it to end; `SIGKILL` for tests of what survives.
    async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
        this.child.kill(signal);
        const late = sleep(15_000, 'late' as const, { ref: false });
        if ((await Promise.race([this.ended, late])) === 'late') {
            this.child.kill('SIGKILL');
            throw new Error(`the server did not stop within 15 s\n${this.log()}`);
        }
        return this.ended;
    }

    // The certificate that the server made for itself counts from now on in this process.
    private trustCertificate(): void {
        const file = `${this.data}/self-signed.crt`;
        if (this.trusted || !this.base.startsWith('https') || !existsSync(file)) return;
        const certificate = readFileSync(file, 'utf8');
        if (!certificate.includes('END CERTIFICATE')) return;
        setDefaultCACertificates([...getCACertificates('default'), certificate]);
        this.trusted = true;
    }

    private async ready(): Promise<void> {
        const deadline = Date.now() + 60_000;
        while (Date.now() < deadline) {
            if (this.child.exitCode !== null) break;
            this.trustCertificate();
            const answer = await fetch(`${this.base}/readyz`).catch(() => undefined);
            if (answer?.status === 200) return;
            await sleep(25);
        }
        this.child.kill('SIGKILL');
        throw new Error(`the server did not become ready\n${this.log()}`);
    }
}
