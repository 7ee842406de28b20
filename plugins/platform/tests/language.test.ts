import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';

let world: World;
let erika: Person;
let ellen: Person;

before(async () => {
    world = await start();
    const roles = ['itil'];
    erika = await world.user('erika.mann', { roles, fields: { preferred_language: 'de' } });
    ellen = await world.user('ellen.moss', { roles });
});

interface Form {
    label: string;
    fields: Record<string, { label: string; hint?: string }>;
    choices: Record<string, { value: string; label: string }[]>;
}

// What the client's own door answers this person.
async function ui<T>(person: Person, path: string): Promise<T> {
    const answer = await world.as(person).get(`/api/ui/v1/${path}`);
    assert.equal(answer.status, 200);
    return JSON.parse(answer.text) as T;
}

test('a form speaks the language of the person who opens it', async () => {
    const german = await ui<Form>(erika, 'form/incident/-1');
    const english = await ui<Form>(ellen, 'form/incident/-1');

    assert.equal(german.label, 'Vorfall');
    assert.equal(german.fields.short_description?.label, 'Kurzbeschreibung');
    assert.equal(german.choices.priority?.[0]?.label, '1 - Kritisch');
    assert.equal(english.label, 'Incident');
    assert.equal(english.fields.short_description?.label, 'Short description');
    assert.equal(english.choices.priority?.[0]?.label, '1 - Critical');
});

test('a display value over REST is the label in the language of the caller', async () => {
    const { sys_id } = await world.admin.create('incident', { short_description: 'Kein Dampf' });
    const path = `/api/now/table/incident/${sys_id.value}`;
    const query = { sysparm_display_value: true, sysparm_fields: 'state' };

    assert.deepEqual((await world.as(erika).get(path, query)).result, { state: 'Neu' });
    assert.deepEqual((await world.as(ellen).get(path, query)).result, { state: 'New' });
});

test('a choice may be written by its label in the language of the writer', async () => {
    const row = await world
        .as(erika)
        .create('incident', { short_description: 'x', urgency: '1 - Hoch' });

    assert.equal(row.urgency?.value, '1');
});

test('a list names its columns and the actions above it in that language', async () => {
    const list = await ui<{ title: string; columns: { label: string }[] }>(erika, 'list/incident');

    assert.equal(list.title, 'Vorfälle');
    assert.ok(list.columns.some((column) => column.label === 'Zugewiesen an'));
});

test('the texts of the pages come by their English words', async () => {
    const words = await ui<Record<string, string>>(erika, 'messages/de');

    assert.equal(words['Assign to me'], 'Mir zuweisen');
    assert.equal(words['{n} cases'], '{n} Fälle');
});

test('a translation that an administrator adds or changes is spoken in the next call', async () => {
    await world.admin.create('sys_documentation', {
        name: 'cmn_department',
        element: 'name',
        language: 'fr',
        label: 'Nom du service',
    });
    await world.admin.create('sys_ui_message', {
        key: 'Hello',
        language: 'fr',
        message: 'Bonjour',
    });
    const amelie = await world.user('amelie.roux', {
        roles: ['itil'],
        fields: { preferred_language: 'fr' },
    });

    const schema = await ui<{ fields: { name: string; label: string }[] }>(
        amelie,
        'schema/cmn_department',
    );
    const words = await ui<Record<string, string>>(amelie, 'messages/fr');

    assert.equal(schema.fields.find((field) => field.name === 'name')?.label, 'Nom du service');
    assert.equal(words.Hello, 'Bonjour');
});

test('one row that is drawn on pages can have a text of its own', async () => {
    const category = await world.admin.create('sys_ux_list_category', { title: 'Tasks', order: 1 });
    await world.admin.create('sys_ux_list', {
        title: 'Departments',
        table: 'cmn_department',
        category: category.sys_id.value,
    });
    await world.admin.create('sys_translated_text', {
        tablename: 'sys_ux_list_category',
        documentkey: category.sys_id.value,
        fieldname: 'title',
        language: 'de',
        value: 'Was zu tun ist',
    });

    const { lists } = await ui<{ lists: { id: string; label: string }[] }>(erika, 'bootstrap');

    const drawn = lists.find((entry) => entry.id === category.sys_id.value);
    assert.equal(drawn?.label, 'Was zu tun ist');
});

test('what a mail tells is called as the installation calls it, whoever wrote the row', async () => {
    await world.admin.create('sysevent_email_action', {
        name: 'Incident opened',
        collection: 'incident',
        action_insert: 'true',
        active: 'true',
        recipient_users: ellen.sys_id,
        subject: `Opened: \${state}`,
        message_html: `State: \${state}`,
        generation_type: 'engine',
    });

    await world.as(erika).create('incident', { short_description: 'Mail bitte' });
    await world.settle();

    const [mail] = await world.mailsTo(ellen);
    assert.equal(mail?.subject?.value, 'Opened: New');
});
