// Whole exchanges as the contract writes them (rest-api.md §1, §2), over plain HTTP and over TLS.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start, type World } from '#support';
import { compare, filled, fixtures } from './fixture.ts';
import { asAdmin, raw } from './raw.ts';

// An account with a primary contact, a case of it and one of nobody.
async function furnish(world: World): Promise<Record<string, string>> {
    const create = async (table: string, values: Record<string, unknown>) =>
        (await world.admin.create(table, values)).sys_id.value;
    const account = await create('customer_account', { name: 'Boxeo' });
    const contact = await create('customer_contact', {
        user_name: 'geneva',
        first_name: 'Geneva',
        last_name: 'Woods',
        account,
    });
    await world.admin.update('customer_account', account, { primary_contact: contact });
    const kase = { short_description: 'Steam wand', priority: '2' };
    return {
        base: world.base,
        account,
        contact,
        case: await create('sn_customerservice_case', { ...kase, account, contact }),
        bare_case: await create('sn_customerservice_case', { ...kase, priority: '4' }),
        doomed: await create('incident', {}),
    };
}

for (const tls of [false, true]) {
    const over = tls ? 'over TLS' : 'over plain HTTP';
    const world = start({ plugins: ['com.sn_customerservice'], tls });
    const names = world.then(furnish);

    for (const fixture of fixtures()) {
        test(`${fixture.title}, ${over}`, async () => {
            const { call, status, headers, absent, body } = filled(fixture, await names);

            const answer = await raw(
                (await world).base,
                call.method,
                call.path,
                { ...asAdmin, ...call.headers },
                call.body === undefined ? '' : JSON.stringify(call.body),
            );

            assert.equal(answer.status, status, answer.text);
            for (const [name, expected] of Object.entries(headers ?? {}))
                compare(answer.headers[name], expected, `header ${name}`);
            for (const name of absent ?? []) assert.equal(answer.headers[name], undefined, name);
            if (body === undefined) assert.equal(answer.text, '');
            else compare(JSON.parse(answer.text), body, 'body');
        });
    }
}
