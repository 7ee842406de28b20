import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Options, start, type World } from '#support';

const shipped = new URL('../../plugins/', import.meta.url).pathname;

// Plugin folders on disk that change between two starts of a server, as they do in an upgrade.
export class House {
    readonly folder = mkdtempSync(join(tmpdir(), 'stead-plugins-'));

    constructor() {
        cpSync(shipped, this.folder, {
            recursive: true,
            filter: (path) => !path.endsWith('/tests') && !path.endsWith('/web'),
        });
    }

    // Writes a file of a plugin; without text, takes it away.
    put(path: string, text?: string): void {
        const file = join(this.folder, path);
        mkdirSync(dirname(file), { recursive: true });
        if (text === undefined) rmSync(file);
        else writeFileSync(file, text);
    }

    plugin(folder: string, text: string, requires: string[] = []): void {
        this.put(
            `${folder}/plugin.toml`,
            `id = "com.snc.${folder}"\nname = "${folder}"\nversion = "1.0.0"\n` +
                `requires = ${JSON.stringify(requires)}\nsummary = "For a test."\n\n${text}`,
        );
    }

    start(options: Options = {}): Promise<World> {
        return start({ ...options, args: ['--plugins', this.folder, ...(options.args ?? [])] });
    }

    remove(): void {
        rmSync(this.folder, { recursive: true });
    }
}
