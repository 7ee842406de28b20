import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, type Person, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
let agent: Client;

before(async () => {
    world = await start({ demo: true });
    agent = world.as(await world.person('tomas.beran'));
});

// A call recorded by the agent, made into a case with the button.
async function caseOfCall(openedFor: Person, values: Record<string, string> = {}): Promise<Row> {
    const call = await agent.create('interaction', {
        type: 'phone',
        short_description: `Call of ${openedFor.user_name}`,
        opened_for: openedFor.sys_id,
        ...values,
    });
    const answer = await agent.post('/api/ui/v1/action/create_case', {
        table: 'interaction',
        sys_ids: [call.sys_id.value],
    });
    agent.expect(answer, 200);
    const [link] = await world.list(
        'interaction_related_record',
        `interaction=${call.sys_id.value}`,
    );
    return (await world.list(cases, `sys_id=${link?.task.value}`))[0] as Row;
}

test('a call of a proxy contact becomes a case with him as internal contact', async () => {
    const omar = await world.person('omar.reyes');

    const kase = await caseOfCall(omar);

    assert.equal(kase.internal_contact.value, omar.sys_id);
    assert.equal(kase.contact_type.value, 'phone');
    assert.equal(kase.short_description.value, 'Call of omar.reyes');
});

test('a call of another employee becomes a case without internal contact', async () => {
    const kase = await caseOfCall(await world.person('stefan.ruzicka'));

    assert.equal(kase.internal_contact.value, '');
});

test('account and contact come along', async () => {
    const [tuva] = await world.list('customer_contact', 'user_name=tuva.lien');

    const kase = await caseOfCall(await world.person('greta.hallam'), {
        contact: tuva?.sys_id.value ?? '',
    });

    assert.equal(kase.contact.display_value, 'Tuva Lien');
    assert.equal(kase.account.display_value, 'Brannock Bergen Harbour');
    assert.equal(kase.internal_contact.display_value, 'Greta Hallam');
});
