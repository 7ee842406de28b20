import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { start } from '#support';

const shipped = new URL('../../plugins/', import.meta.url).pathname;

test('a plugin with mistakes is reported by file and line, all at once, before anything is written', async (context) => {
    const plugins = mkdtempSync(join(tmpdir(), 'stead-plugins-'));
    context.after(() => rmSync(plugins, { recursive: true }));
    cpSync(shipped, plugins, { recursive: true });
    mkdirSync(join(plugins, 'broken'));
    writeFileSync(
        join(plugins, 'broken', 'plugin.toml'),
        'id = "com.snc.broken"\nname = "Broken"\nversion = "1.0.0"\nsummary = "Two mistakes."\n',
    );
    writeFileSync(
        join(plugins, 'broken', 'thing.toml'),
        '[table.u_thing]\nlabel = "Thing"\n\n[table.u_thing.fields]\n' +
            'size = { type = "refernce", label = "Size" }\ncolour = { type = "integr", label = "Colour" }\n',
    );
    const world = await start();
    await world.server.stop();

    const { code, output } = await world.command(
        'plugin',
        'activate',
        'com.snc.broken',
        '--plugins',
        plugins,
    );

    assert.notEqual(code, 0);
    assert.match(output, /thing\.toml:5: .*refernce/);
    assert.match(output, /thing\.toml:6: .*integr/);
    await world.restart();
    assert.deepEqual(await world.list('sys_db_object', 'name=u_thing'), []);
});
