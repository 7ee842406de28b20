// rest-api.md §1.2: in which form a request may come and an answer goes.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { start, type World } from '#support';
import { asAdmin, raw } from './raw.ts';

const incidents = '/api/now/table/incident';
let world: World;

before(async () => {
    world = await start();
});

function send(method: string, path: string, headers: Record<string, string> = {}, body = '') {
    return raw(world.base, method, path, { ...asAdmin, ...headers }, body);
}

async function countOf(query: string): Promise<number> {
    return (await world.list('incident', query)).length;
}

for (const [accept, type] of [
    [undefined, 'application/json;charset=UTF-8'],
    ['*/*', 'application/json;charset=UTF-8'],
    ['application/json', 'application/json;charset=UTF-8'],
    ['text/html, image/gif, *; q=.2, */*; q=.2', 'application/json;charset=UTF-8'],
    ['application/xml;q=0.9, */*;q=0.8', 'application/json;charset=UTF-8'],
    ['application/xml', 'application/xml;charset=UTF-8'],
    ['text/xml', 'text/xml;charset=UTF-8'],
] as const) {
    test(`Accept ${accept} is answered with ${type}`, async () => {
        const answer = await send('GET', incidents, accept ? { accept } : {});

        assert.equal(answer.status, 200);
        assert.equal(answer.headers['content-type'], type);
    });
}

test('a caller who reads nothing that we write gets 406, and nothing is written', async () => {
    const headers = { accept: 'text/csv', 'content-type': 'application/json' };
    const body = JSON.stringify({ short_description: 'never kept' });

    assert.equal((await send('GET', incidents, headers)).status, 406);
    const answer = await send('POST', incidents, headers, body);

    assert.equal(answer.status, 406);
    assert.equal(JSON.parse(answer.text).status, 'failure');
    assert.equal(await countOf('short_description=never kept'), 0);
});

for (const type of ['application/json', 'application/json;charset=utf-8', 'application/x+json']) {
    test(`a body of the type ${type} is read as JSON`, async () => {
        const answer = await send('POST', incidents, { 'content-type': type }, '{"urgency":"1"}');

        assert.equal(answer.status, 201);
        assert.equal(JSON.parse(answer.text).result.urgency, '1');
    });
}

test('a body without a type is read as JSON', async () => {
    const answer = await send('POST', incidents, {}, '{"urgency":"1"}');

    assert.equal(answer.status, 201);
    assert.equal(JSON.parse(answer.text).result.urgency, '1');
});

for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    test(`a body of the type ${type} is refused with 415`, async () => {
        const answer = await send('POST', incidents, { 'content-type': type }, 'urgency=1');

        assert.equal(answer.status, 415);
        assert.equal(JSON.parse(answer.text).error.message, 'Unsupported media type');
    });
}

test('of a list of records the first one counts', async () => {
    const body = JSON.stringify([{ category: 'network' }, { category: 'software' }]);

    const answer = await send('POST', incidents, {}, body);

    assert.equal(JSON.parse(answer.text).result.category, 'network');
});

test('an answer is compressed for those who ask', async () => {
    const answer = await send('GET', '/api/now/table/sys_properties', {
        'accept-encoding': 'gzip',
    });

    assert.equal(answer.headers['content-encoding'], 'gzip');
});

test('XML repeats result for each row, and a reference has its link and value', async () => {
    const [row] = [await world.admin.create('incident', { caller_id: await adminId() })];
    const fields = 'sysparm_fields=number,caller_id,company,company.name';

    const answer = await send('GET', `${incidents}?number=${row.number.value}&${fields}`, {
        accept: 'application/xml',
    });

    assert.equal(
        answer.text,
        '<?xml version="1.0" encoding="UTF-8"?><response><result>' +
            `<number>${row.number.value}</number><caller_id>` +
            `<link>${world.base}/api/now/table/sys_user/${await adminId()}</link>` +
            `<value>${await adminId()}</value></caller_id><company/><company.name/>` +
            '</result></response>',
    );
});

test('an empty list is an empty response in XML', async () => {
    const answer = await send('GET', `${incidents}?number=none`, { accept: 'text/xml' });

    assert.equal(answer.text, '<?xml version="1.0" encoding="UTF-8"?><response/>');
});

test('XML says errors in the same envelope', async () => {
    const answer = await send('GET', '/api/now/table/nothing', { accept: 'application/xml' });

    assert.equal(answer.status, 400);
    assert.equal(
        answer.text,
        '<?xml version="1.0" encoding="UTF-8"?><response><error>' +
            '<message>Invalid table nothing</message><detail/></error>' +
            '<status>failure</status></response>',
    );
});

test('what XML cannot carry is escaped or left out', async () => {
    const row = await world.admin.create('incident', {
        short_description: '<b> & "quotes" ]]> \u0007end',
    });

    const answer = await send(
        'GET',
        `${incidents}/${row.sys_id.value}?sysparm_fields=short_description`,
        { accept: 'application/xml' },
    );

    assert.match(
        answer.text,
        /<short_description>&lt;b&gt; &amp; &quot;quotes&quot; \]\]&gt; end<\/short_description>/,
    );
});

test('a record is created and changed from XML', async () => {
    const xml = { 'content-type': 'application/xml' };
    const created = await send(
        'POST',
        incidents,
        xml,
        '<?xml version="1.0"?><!-- sent by a client --><request><entry kind="x">' +
            '<short_description>Fish &amp; chips &#x20AC; <![CDATA[<raw>]]></short_description>' +
            `<caller_id><value>${await adminId()}</value></caller_id><urgency>1</urgency>` +
            '</entry></request>',
    );
    const made = JSON.parse(created.text).result;

    assert.equal(created.status, 201);
    assert.equal(made.short_description, 'Fish & chips € <raw>');
    assert.equal(made.caller_id.value, await adminId());
    const changed = await send(
        'PATCH',
        `${incidents}/${made.sys_id}`,
        xml,
        '<request><entry><urgency>3</urgency><short_description/></entry></request>',
    );
    assert.equal(JSON.parse(changed.text).result.urgency, '3');
    assert.equal(JSON.parse(changed.text).result.short_description, '');
});

const deep = '<a>'.repeat(200) + '</a>'.repeat(200);
for (const [what, xml] of [
    ['a document type', '<!DOCTYPE r [<!ENTITY e "x">]><request><entry/></request>'],
    ['an entity of its own', '<request><entry><urgency>&e;</urgency></entry></request>'],
    ['a character that XML forbids', '<request><urgency>&#0;</urgency></request>'],
    ['too many levels', `<request>${deep}</request>`],
    ['a tag that is not closed', '<request><entry><urgency>1</urgency>'],
    ['tags that cross', '<request><a><b></a></b></request>'],
    ['something behind the end', '<request/><request/>'],
    ['no element at all', 'urgency=1'],
] as const) {
    test(`XML with ${what} is refused`, async () => {
        const answer = await send('POST', incidents, { 'content-type': 'text/xml' }, xml);

        assert.equal(answer.status, 400);
        assert.equal(JSON.parse(answer.text).error.message, 'Exception while reading request');
    });
}

test('the same record in JSON and in XML says the same', async () => {
    const row = await world.admin.create('incident', { short_description: 'Two forms' });
    const path = `${incidents}/${row.sys_id.value}?sysparm_display_value=all`;

    const json = JSON.parse((await send('GET', path)).text).result as Record<
        string,
        { display_value: string; value: string; link?: string }
    >;
    const xml = (await send('GET', path, { accept: 'application/xml' })).text;

    const element = (name: string, text: string) =>
        text === '' ? `<${name}/>` : `<${name}>${text}</${name}>`;
    const expected = Object.entries(json).map(([name, cell]) =>
        element(
            name,
            Object.entries(cell)
                .map(([key, text]) => element(key, text))
                .join(''),
        ),
    );
    assert.equal(
        xml,
        `<?xml version="1.0" encoding="UTF-8"?><response>${element('result', expected.join(''))}</response>`,
    );
});

let known = '';
async function adminId(): Promise<string> {
    known ||= (await world.person('admin')).sys_id;
    return known;
}
