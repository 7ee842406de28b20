import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

// Texts from outside that look like conditions and scripts. Each would show or change something if
// it were read as one.
const script = "javascript:gs.setProperty('u.hostile','yes')";
const reads = "javascript:gs.getProperty('glide.servlet.uri')";
const wider = 'zzz^NQactive=true';
const hostile = [script, reads, wider, 'zzz^ORactive=true', '^NQ', '^^', "zzz' OR '1'='1"];

let world: World;
let ellen: Person;

before(async () => {
    world = await start();
    ellen = await world.user('ellen.moss', { roles: ['itil'] });
    await world.admin.create('incident', { short_description: 'Nothing hostile' });
});

async function nothingRan(): Promise<void> {
    assert.deepEqual(await world.list('sys_properties', 'name=u.hostile'), []);
}

async function ui<T>(path: string, query: Record<string, string>): Promise<T> {
    const answer = await world.as(ellen).get(`/api/ui/v1/${path}`, query);
    assert.equal(answer.status, 200, answer.text);
    return JSON.parse(answer.text) as T;
}

for (const text of hostile) {
    test(`a reference field looks for the words "${text}" and for nothing else`, async () => {
        const { rows } = await ui<{ rows: unknown[] }>('reference/incident/assigned_to', {
            q: text,
        });

        assert.deepEqual(rows, []);
        await nothingRan();
    });

    test(`a value "${text}" of the form limits what a reference field offers, and never widens it`, async () => {
        const values = JSON.stringify({ assignment_group: text, short_description: text });

        await ui('reference/incident/assigned_to', { q: 'ellen', values });

        await nothingRan();
    });

    test(`a search for "${text}" runs nothing`, async () => {
        await ui('search', { q: text });

        await nothingRan();
    });

    test(`a display value "${text}" on the Table API names no row`, async () => {
        const answer = await world.as(ellen).post(
            '/api/now/table/incident',
            { short_description: 'x', assigned_to: text },
            {
                sysparm_input_display_value: true,
                sysparm_display_value: 'all',
            },
        );

        assert.equal(answer.status, 201);
        assert.equal(answer.result.assigned_to?.value, '');
        await nothingRan();
    });

    test(`a mail whose subject answers "${text}" belongs to no record`, async () => {
        const mail = await world.mail({
            from: 'somebody@elsewhere.example',
            subject: `Re: INC${text} ${text}`,
            text: 'Hello',
        });

        assert.equal(mail.instance?.value, '');
        await nothingRan();
    });
}
