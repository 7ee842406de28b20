import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from '#support';

interface Tab {
    label: string;
    table: string;
    query: string;
    count: number;
}

const world = await start({ demo: true });

const tabsOf = async (who: Parameters<typeof world.as>[0], table: string, sys_id: string) => {
    const answer = await world.as(who).get(`/api/ui/v1/form/${table}/${sys_id}`);
    return (JSON.parse(answer.text) as { tabs?: Tab[] }).tabs ?? [];
};

test('a list that a relationship describes is a tab with its own count', async () => {
    const [table] = await world.list('sys_db_object', 'name=sys_user_group');
    const rules = await world.list('sys_dictionary', 'name=sys_user_group');

    const tabs = await tabsOf(world.admin.person, 'sys_db_object', table?.sys_id.value ?? '');

    const columns = tabs.find((tab) => tab.label === 'Columns');
    assert.equal(columns?.table, 'sys_dictionary');
    assert.equal(columns?.count, rules.length);
});

test('a relationship whose script fails costs its list, not the record', async () => {
    const [relationship] = await world.list('sys_relationship', 'name=Columns');
    const id = relationship?.sys_id.value ?? '';
    await world.admin.update('sys_relationship', id, { query_with: 'noSuchThing.at.all();' });
    const [table] = await world.list('sys_db_object', 'name=sys_user_group');

    const tabs = await tabsOf(world.admin.person, 'sys_db_object', table?.sys_id.value ?? '');

    assert.ok(tabs.length > 0);
    assert.ok(!tabs.some((tab) => tab.label === 'Columns'));
});
