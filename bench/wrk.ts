import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Load {
    url: string;
    clients: number;
    seconds: number;
    headers?: Record<string, string>;
    body?: string; // then every request is a POST of this JSON
}

export interface Measured {
    perSecond: number;
    p50: number; // milliseconds
    p99: number;
    refused: number; // answers that were not 2xx or 3xx
}

const script = fileURLToPath(new URL('load.lua', import.meta.url));

// Runs wrk, which loads the server from keep-alive connections, and reads what it measured.
export async function wrk({ url, clients, seconds, headers = {}, body }: Load): Promise<Measured> {
    const flags = ['-t1', `-c${clients}`, `-d${seconds}s`, '-s', script];
    for (const [name, value] of Object.entries(headers)) flags.push('-H', `${name}: ${value}`);
    const output = await run('wrk', [...flags, url], { ...process.env, BENCH_BODY: body ?? '' });
    const line = /^MEASURED (.*)$/m.exec(output)?.[1];
    if (!line) throw new Error(`wrk said: ${output}`);
    return JSON.parse(line) as Measured;
}

export async function run(
    command: string,
    args: string[],
    env: NodeJS.ProcessEnv = process.env,
    input = '',
): Promise<string> {
    const child = spawn(command, args, { env });
    let output = '';
    let errors = '';
    child.stdout.on('data', (piece: Buffer) => {
        output += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
        errors += piece.toString();
    });
    child.stdin.end(input);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    if (code !== 0)
        throw new Error(`${command} ${args[0]} ended with ${code}: ${errors || output}`);
    return output;
}
