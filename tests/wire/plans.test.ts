// The lists that agents open most are found and counted through an index, however many cases there
// are (script/bench --growth measures the same ten).
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { start, type World } from '#support';

interface Plan {
    rows: string[];
    count: string[];
}

const id = '0123456789abcdef0123456789abcdef';
const newest = '^ORDERBYDESCsys_updated_on';
const lists: Record<string, string> = {
    'my open': `active=true^assigned_to=${id}${newest}`,
    "my team's open": `active=true^assignment_group=${id}${newest}`,
    "an account's newest": `account=${id}^ORDERBYDESCopened_at`,
    newest: 'ORDERBYDESCsys_created_on',
    'text search': `123TEXTQUERY321=gasket${newest}`,
    'priority and state': `active=true^priority=1^state=10${newest}`,
    'account by its name': `account.name=Boxeo${newest}`,
    'updated since': `sys_updated_on>=2026-01-01 00:00:00${newest}`,
    unassigned: `active=true^assigned_toISEMPTY${newest}`,
    'watched by me': `watch_listLIKE${id}${newest}`,
};

let world: World;
before(async () => {
    world = await start();
});

for (const [name, query] of Object.entries(lists)) {
    test(`the list "${name}" reads no table from end to end`, async () => {
        const { result } = await world.admin.get<Plan>('/test/plan', {
            table: 'sn_customerservice_case',
            sysparm_query: query,
        });
        assert.ok(result.rows.length > 0 && result.count.length > 0);
        for (const step of [...result.rows, ...result.count]) {
            assert.doesNotMatch(step, /^SCAN (?!.*(INDEX|VIRTUAL TABLE))/, step);
        }
    });
}

for (const name of ['my open', "my team's open", "an account's newest", 'newest', 'unassigned']) {
    test(`the list "${name}" comes in its order and is not sorted`, async () => {
        const { result } = await world.admin.get<Plan>('/test/plan', {
            table: 'sn_customerservice_case',
            sysparm_query: lists[name],
        });
        for (const step of result.rows) assert.doesNotMatch(step, /B-TREE FOR ORDER BY/, step);
    });
}
