import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#support';
import { House } from './house.ts';

const table = `[table.u_jar]
label = "Jar"
[table.u_jar.fields]
name = { type = "string", label = "Name", display = true }
lid  = { type = "string", label = "Lid" }
`;

const house = new House();
let world: World;

before(async () => {
    house.plugin('jar', table);
    house.put('jar/fixes/0001-old-lids.js', 'throw new Error("nothing is old yet");');
    world = await house.start();
});
after(() => house.remove());

async function fixes() {
    const rows = await world.list('sys_script_fix', 'plugin=com.snc.jar^ORDERBYname');
    return rows.map((row) => [row.name?.value, row.state?.value, row.ran_on?.value !== '']);
}

test('a new plugin has nothing to repair: its fixes are noted and do not run', async () => {
    assert.deepEqual(await fixes(), [['0001-old-lids', 'done', false]]);
});

test('a fix runs once, after the rows of its version', async () => {
    await world.admin.create('u_jar', { name: 'Plum' });
    house.plugin('jar', `${table}size = { type = "integer", label = "Size" }\n`);
    house.put(
        'jar/fixes/0002-close-all.js',
        `var jars = new GlideRecord('u_jar');
        jars.query();
        while (jars.next()) {
            jars.lid = 'shut';
            jars.size = parseInt(jars.size || 0, 10) + 1;
            jars.update();
        }`,
    );

    await world.restart();
    house.plugin('jar', `${table}size = { type = "integer", label = "How big" }\n`);
    await world.restart();

    const [plum] = await world.list('u_jar', 'name=Plum');
    assert.equal(plum?.lid?.value, 'shut');
    assert.equal(plum?.size?.value, '1');
    assert.deepEqual(await fixes(), [
        ['0001-old-lids', 'done', false],
        ['0002-close-all', 'done', true],
    ]);
});

test('a fix that fails takes the whole load of its plugin with it and is named', async () => {
    house.plugin('jar', `${table}[[u_jar]]\nname = "Apricot"\n`);
    house.put('jar/fixes/0003-breaks.js', 'new GlideRecord("u_jar").query();\nnoSuchThing();');
    await world.server.stop();

    const { code, output } = await world.command(
        'plugin',
        'activate',
        'com.snc.jar',
        '--plugins',
        house.folder,
    );

    assert.notEqual(code, 0);
    assert.match(output, /jar\/fixes\/0003-breaks\.js.*noSuchThing/);
    house.put('jar/fixes/0003-breaks.js');
    house.plugin('jar', table);
    await world.restart();
    assert.deepEqual(await world.list('u_jar', 'name=Apricot'), []);
});

test('a fix with another kind of name is a mistake', async () => {
    house.put('jar/fixes/later.js', 'gs.info("hello");');
    await world.server.stop();

    const { output } = await world.command(
        'plugin',
        'activate',
        'com.snc.jar',
        '--plugins',
        house.folder,
    );

    assert.match(output, /jar\/fixes\/later\.js:1: a fix is named NNNN-title\.js/);
    house.put('jar/fixes/later.js');
    await world.restart();
});
