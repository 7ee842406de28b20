import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#support';
import { House } from './house.ts';

// A plugin of shelves: version 1, and what later versions make of it.
const table = `[table.u_shelf]
label = "Shelf"
[table.u_shelf.fields]
name  = { type = "string", label = "Name", max_length = 20, display = true }
depth = { type = "integer", label = "Depth" }
`;
const oak = '[[u_shelf]]\nname = "Oak"\ndepth = 30\n';
const pine = '[[u_shelf]]\nname = "Pine"\ndepth = 40\n';

const house = new House();
let world: World;

before(async () => {
    house.plugin('shelf', table + oak + pine);
    world = await house.start();
});
after(() => house.remove());

async function reload(text: string): Promise<void> {
    house.plugin('shelf', text);
    await world.restart();
}

async function shelf(name: string) {
    const [row] = await world.list('u_shelf', `name=${name}`);
    return row;
}

async function loads() {
    return world.list('sys_upgrade_history', 'plugin=com.snc.shelf^ORDERBYsys_created_on');
}

test('a plugin that did not change is not loaded again', async () => {
    const written = async () => {
        const [row] = await world.list('sys_plugins', 'source=com.snc.shelf');
        return [row?.sys_mod_count?.value, row?.updated_on?.value];
    };
    const before = await written();
    const history = await loads();

    await world.restart();

    assert.deepEqual(await written(), before);
    assert.equal((await loads()).length, history.length);
});

test('what nobody changed follows the plugin, and the load tells what it did', async () => {
    await reload(table + oak.replace('30', '35') + pine);

    assert.equal((await shelf('Oak'))?.depth?.value, '35');
    const last = (await loads()).at(-1);
    assert.equal(last?.updated?.value, '1');
    assert.equal(last?.skipped?.value, '0');
    assert.notEqual(last?.finished?.value, '');
});

test('what an administrator changed stays, is listed, and says which columns differ', async () => {
    const row = await shelf('Oak');
    await world.admin.update('u_shelf', row?.sys_id.value ?? '', { depth: '99' });

    await reload(table + oak.replace('30', '36') + pine);

    assert.equal((await shelf('Oak'))?.depth?.value, '99');
    const [line] = await world.list(
        'sys_upgrade_history_log',
        `row_sys_id=${row?.sys_id.value}^ORDERBYDESCsys_created_on`,
    );
    assert.equal(line?.disposition?.value, 'skipped');
    assert.equal(line?.changed_fields?.value, 'depth');
    assert.equal(line?.upgrade_history?.display_value, 'com.snc.shelf');
    assert.match(line?.file?.value ?? '', /shelf\/plugin\.toml/);
});

test('a row that an administrator deleted does not come back', async () => {
    const row = await shelf('Pine');
    await world.admin.delete(`/api/now/table/u_shelf/${row?.sys_id.value}`);

    await reload(`${table}${oak}${pine.replace('40', '41')}`);

    assert.equal(await shelf('Pine'), undefined);
});

test('a row that is no longer shipped goes when nobody touched it, and stays when somebody did', async () => {
    await reload(`${table}${oak}[[u_shelf]]\nname = "Ash"\ndepth = 20\n`);
    assert.ok(await shelf('Ash'));

    await reload(table);

    assert.equal(await shelf('Ash'), undefined);
    assert.ok(await shelf('Oak')); // changed above
    const kept = await world.list('sys_upgrade_history_log', 'disposition=kept');
    assert.deepEqual(
        kept.map((line) => line.row_name?.value),
        ['Oak'],
    );
});

test('the schema follows: columns are added and widened, indexes made, nothing is dropped', async () => {
    const long = 'x'.repeat(60);
    await reload(
        `${table.replace('label = "Shelf"', 'label = "Shelf"\nindexes = ["colour,name"]').replace('max_length = 20', 'max_length = 80')}
colour = { type = "string", label = "Colour" }
`,
    );
    const row = await world.admin.create('u_shelf', { name: long, colour: 'red', depth: '7' });
    assert.equal(row.name?.value, long);

    await reload(table.replace(/depth.*\n/, ''));
    assert.equal((await shelf('Oak'))?.depth, undefined);

    await reload(table);
    assert.equal((await world.list('u_shelf', 'depth=7')).length, 1);
});

test('show says what is installed and what was changed here', async () => {
    await reload(table + oak);
    await world.server.stop();

    const { output } = await world.command(
        'plugin',
        'show',
        'com.snc.shelf',
        '--plugins',
        house.folder,
    );

    assert.match(output, /^com\.snc\.shelf: shelf 1\.0\.0, active$/m);
    assert.match(output, /^Shelfs \(1\)$/m);
    assert.match(output, /^Changed here, and kept by every load \(\d+\)$/m);
    assert.match(output, /^ +u_shelf Oak: depth$/m);
    await world.restart();
});
