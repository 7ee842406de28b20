// rest-api.md §6: lists and records as files, the older JSON service, page links.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { type Person, start, type World } from '#support';
import { asAdmin, raw } from './raw.ts';

type Flat = Record<string, string>;

let world: World;
let caller: Person;

before(async () => {
    world = await start();
    caller = await world.user('cora.caller');
    for (const [short_description, urgency] of [
        ['=HYPERLINK("http://evil")', '1'],
        ['Plain "quoted", with comma', '2'],
        ['Žluťoučký <kůň> & spol.', '3'],
    ])
        await world.admin.create('problem', { short_description, urgency });
    await world.admin.create('incident', { caller_id: caller.sys_id, short_description: 'Ref' });
});

function get(path: string, headers: Record<string, string> = {}) {
    return raw(world.base, 'GET', path, { ...asAdmin, ...headers });
}

function csvLines(text: string): string[][] {
    return text
        .split('\r\n')
        .filter(Boolean)
        .map((line) =>
            [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) =>
                cell.replaceAll('""', '"'),
            ),
        );
}

async function setProperty(name: string, value: string) {
    const [row] = await world.list('sys_properties', `name=${name}`);
    if (row) await world.admin.update('sys_properties', row.sys_id.value, { value });
    else await world.admin.create('sys_properties', { name, value });
}

async function tableRows(table: string, query: string, display: string): Promise<Flat[]> {
    const answer = await world.admin.get<Flat[]>(`/api/now/table/${table}`, {
        sysparm_query: query,
        sysparm_display_value: display,
        sysparm_exclude_reference_link: true,
    });
    return answer.result;
}

for (const [table, query] of [
    ['problem', 'ORDERBYurgency'],
    ['sys_user', 'ORDERBYuser_name'],
    ['sys_user_role', 'ORDERBYname'],
] as const) {
    test(`the files of ${table} say what the Table API says`, async () => {
        const path = `/${table}_list.do?sysparm_query=${query}&sysparm_default_export_fields=all`;
        const raws = await tableRows(table, query, 'false');
        const shown = await tableRows(table, query, 'true');

        const [head = [], ...lines] = csvLines((await get(`${path}&CSV`)).text);
        const json = JSON.parse((await get(`${path}&JSONv2`)).text) as { records: Flat[] };
        const xml = (await get(`${path}&XML`)).text;

        const column = shown.length > 0 ? 'sys_id' : '';
        assert.deepEqual(
            lines.map((cells) => cells[head.indexOf(column)]),
            shown.map((row) => row[column]),
        );
        for (const name of ['sys_created_on', 'sys_updated_by'])
            assert.deepEqual(
                lines.map((cells) => cells[head.indexOf(name)]),
                shown.map((row) => row[name]),
            );
        for (const row of raws) delete row.user_password; // is in no file
        assert.deepEqual(json.records, raws);
        assert.deepEqual(
            [...xml.matchAll(/<sys_id>([^<]*)<\/sys_id>/g)].map(([, id]) => id),
            raws.map((row) => row.sys_id),
        );
    });
}

test('CSV quotes every cell, ends lines with CRLF and names the file', async () => {
    const { text, headers } = await get(
        '/problem_list.do?CSV&sysparm_fields=number,short_description,urgency&sysparm_query=ORDERBYurgency',
    );

    assert.equal(headers['content-type'], 'text/csv;charset=UTF-8');
    assert.match(String(headers['content-disposition']), /^attachment; filename="?problem\.csv/);
    assert.ok(text.startsWith('"number","short_description","urgency"\r\n'));
    assert.ok(text.includes('"Plain ""quoted"", with comma","2 - Medium"\r\n'));
    assert.ok(text.includes('Žluťoučký <kůň> & spol.'));
});

test('no cell begins a formula, unless a property says so', async () => {
    const path = '/problem_list.do?CSV&sysparm_fields=short_description&sysparm_query=urgency=1';
    const safe = csvLines((await get(path)).text);
    await setProperty('glide.export.escape_formulas', 'false');
    const plain = csvLines((await get(path)).text);
    await setProperty('glide.export.escape_formulas', 'true');

    assert.deepEqual(safe[1], ['\'=HYPERLINK("http://evil")']);
    assert.deepEqual(plain[1], ['=HYPERLINK("http://evil")']);
});

test('CSV holds stored values, labels and another character set where that is asked for', async () => {
    const path =
        '/problem_list.do?CSV&sysparm_fields=short_description,urgency&sysparm_query=urgency=3';
    await setProperty('glide.export.csv.raw.value', 'true');
    const stored = csvLines((await get(path)).text);
    await setProperty('glide.export.csv.raw.value', 'false');
    const labelled = csvLines((await get(`${path}&sysparm_export_column_header_label=true`)).text);
    await setProperty('glide.export.csv.charset', 'windows-1250');
    const response = await fetch(world.base + path, { headers: asAdmin });
    const bytes = Buffer.from(await response.arrayBuffer());
    await setProperty('glide.export.csv.charset', 'UTF-8');

    assert.equal(stored[1]?.[1], '3');
    assert.deepEqual(labelled[0], ['Short description', 'Urgency']);
    assert.ok(new TextDecoder('windows-1250').decode(bytes).includes('Žluťoučký <kůň>'));
});

test('XML holds stored values, what references show, and no journals', async () => {
    const { text, headers } = await get(
        `/incident_list.do?XML&sysparm_query=caller_id=${caller.sys_id}`,
    );

    assert.equal(headers['content-type'], 'application/xml;charset=UTF-8');
    assert.ok(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<incident>'));
    assert.ok(text.includes(`<caller_id display_value="Cora Caller">${caller.sys_id}</caller_id>`));
    assert.ok(text.includes('<short_description>Ref</short_description>'));
    assert.equal(text.includes('<comments'), false);
    assert.ok(text.trimEnd().endsWith('</incident>\n</xml>'));
});

test('one record is exported by its sys_id', async () => {
    const [row] = await world.list('problem', 'urgency=2');
    const id = row?.sys_id?.value;

    const csv = csvLines((await get(`/problem.do?sys_id=${id}&CSV&sysparm_fields=urgency`)).text);
    const xml = (await get(`/problem.do?XML&sys_id=${id}`)).text;
    const json = JSON.parse((await get(`/problem.do?JSONv2&sys_id=${id}`)).text);

    assert.deepEqual(csv, [['urgency'], ['2 - Medium']]);
    assert.equal(xml.match(/<problem>/g)?.length, 1);
    assert.equal(json.records.length, 1);
    assert.equal(json.records[0].sys_id, id);
    assert.equal((await get(`/problem.do?CSV&sys_id=${'0'.repeat(32)}`)).status, 404);
});

for (const [what, path, count] of [
    ['sysparm_record_count', '/problem_list.do?JSONv2&sysparm_record_count=2', 2],
    ['sysparm_first_row', '/problem_list.do?JSON&sysparm_first_row=3', 1],
] as const) {
    test(`${what} leaves rows out`, async () => {
        assert.equal(JSON.parse((await get(path)).text).records.length, count);
    });
}

test('a property limits the rows of a file', async () => {
    await setProperty('glide.csv.export.limit', '1');

    const lines = csvLines((await get('/problem_list.do?CSV')).text);

    assert.equal(lines.length, 2);
    await setProperty('glide.csv.export.limit', '10000');
});

test('sysparm_orderby orders the file', async () => {
    const { text } = await get(
        '/problem_list.do?CSV&sysparm_fields=urgency&sysparm_orderby=urgency',
    );

    assert.deepEqual(csvLines(text).slice(1), [['1 - High'], ['2 - Medium'], ['3 - Low']]);
});

for (const format of ['XLSX', 'XLS', 'EXCEL']) {
    test(`${format} is a sheet with labels, whose cells are texts`, async () => {
        const response = await fetch(
            `${world.base}/problem_list.do?${format}&sysparm_fields=short_description,urgency`,
            { headers: asAdmin },
        );
        const folder = mkdtempSync(join(tmpdir(), 'stead-sheet-'));
        const file = join(folder, 'problem.xlsx');
        writeFileSync(file, Buffer.from(await response.arrayBuffer()));
        const sheet = execFileSync('unzip', ['-p', file, 'xl/worksheets/sheet1.xml']).toString();
        rmSync(folder, { recursive: true });

        assert.equal(response.status, 200);
        assert.match(response.headers.get('content-type') ?? '', /spreadsheetml\.sheet$/);
        assert.match(response.headers.get('content-disposition') ?? '', /problem\.xlsx/);
        for (const text of ['Short description', '=HYPERLINK(', 'Žluťoučký', '2 - Medium'])
            assert.ok(sheet.includes(text), text);
        assert.equal(sheet.includes('<f>'), false);
    });
}

test('a file holds only the rows and columns that one may read', async () => {
    const as = (path: string) =>
        raw(world.base, 'GET', path, {
            authorization: `Basic ${Buffer.from(`${caller.user_name}:${caller.password}`).toString('base64')}`,
        });

    assert.equal(csvLines((await as('/problem_list.do?CSV')).text).length, 1);
    const own = JSON.parse((await as('/incident_list.do?JSONv2')).text);
    assert.equal(own.records.length, 1);
    assert.equal('work_notes' in own.records[0], false);
    assert.equal((await as('/sys_user_list.do?CSV&sysparm_query=failed_attempts>1')).status, 403);
});

test('who is not signed in is led to the sign-in page', async () => {
    const answer = await raw(world.base, 'GET', '/problem_list.do?CSV');

    assert.equal(answer.status, 302);
    assert.match(String(answer.headers.location), /^\/login/);
});

test('a program that is not signed in to the JSON service is told so', async () => {
    for (const method of ['GET', 'POST'])
        assert.equal((await raw(world.base, method, '/problem.do?JSONv2')).status, 401);
});

// --- JSONv2

const service = '/problem.do?JSONv2&sysparm_action=';

async function act(action: string, body?: object, query = '') {
    const answer = await raw(
        world.base,
        body ? 'POST' : 'GET',
        service + action + query,
        { ...asAdmin, ...(body ? { 'content-type': 'application/json' } : {}) },
        body ? JSON.stringify(body) : '',
    );
    assert.equal(answer.status, 200, answer.text);
    return (JSON.parse(answer.text) as { records: Record<string, unknown>[] }).records;
}

test('JSONv2 creates, reads, changes and removes records', async () => {
    const [made] = await act('insert', { short_description: 'By JSONv2', urgency: '1' });
    assert.equal(made?.__status, 'success');
    const id = made?.sys_id;

    const [got] = await act('get', undefined, `&sysparm_sys_id=${id}`);
    assert.equal(got?.short_description, 'By JSONv2');
    assert.deepEqual(
        await act(
            'getKeys',
            undefined,
            '&sysparm_query=short_description=By JSONv2'.replaceAll(' ', '%20'),
        ),
        [id],
    );

    const [changed] = await act('update', { urgency: '3' }, `&sysparm_query=sys_id=${id}`);
    assert.equal(changed?.urgency, '3');
    assert.equal(changed?.short_description, 'By JSONv2');

    const removed = await act('deleteRecord', {}, `&sysparm_sys_id=${id}`);
    assert.deepEqual(removed, [{ sys_id: id, __status: 'success' }]);
    assert.deepEqual(await act('get', undefined, `&sysparm_sys_id=${id}`), []);
});

test('JSONv2 says for each record whether it was written', async () => {
    await world.admin.create('sys_script', {
        name: 'No kettles',
        collection: 'problem',
        when: 'before',
        active: true,
        action_insert: true,
        filter_condition: 'short_description=kettle^EQ',
        abort_action: true,
    });

    const records = await act('insertMultiple', {
        records: [{ short_description: 'kettle' }, { short_description: 'grinder' }],
    });

    assert.equal(records[0]?.__status, 'failure');
    assert.match(
        (records[0]?.__error as { reason: string } | undefined)?.reason ?? '',
        /was aborted by Business Rule 'No kettles/,
    );
    assert.equal(records[1]?.__status, 'success');
});

test('JSONv2 shows values, stored ones or both', async () => {
    const [shown] = await act(
        'getRecords',
        undefined,
        '&sysparm_query=urgency=2&displayvalue=true',
    );
    const [both] = await act('getRecords', undefined, '&sysparm_query=urgency=2&displayvalue=all');

    assert.equal(shown?.urgency, '2 - Medium');
    assert.equal(both?.urgency, '2');
    assert.equal(both?.dv_urgency, '2 - Medium');
});

test('JSONv2 writes only with POST and only what is named', async () => {
    for (const [method, path] of [
        ['GET', `${service}insert`],
        ['GET', `${service}deleteMultiple&sysparm_query=urgency=1`],
        ['POST', `${service}deleteMultiple`],
        ['POST', `${service}nonsense`],
    ] as const)
        assert.equal((await raw(world.base, method, path, asAdmin)).status, 400, path);
    assert.ok((await world.list('problem')).length >= 3);
});

test('JSONv2 gives no more rows than a property says', async () => {
    await setProperty('glide.processor.json.row_limit', '2');

    assert.equal((await act('getRecords')).length, 2);
    await setProperty('glide.processor.json.row_limit', '250');
});

// --- pages

for (const [path, to] of [
    ['/incident.do?sys_id=ID', '/now/cwf/agent/record/incident/ID'],
    [
        '/incident_list.do?sysparm_query=active=true',
        '/now/cwf/agent/list/incident?query=active%3Dtrue',
    ],
    ['/nav_to.do?uri=incident.do%3Fsys_id%3DID', '/now/cwf/agent/record/incident/ID'],
    [
        '/nav_to.do?uri=%2Fincident_list.do%3Fsysparm_query%3Dactive%3Dtrue',
        '/now/cwf/agent/list/incident?query=active%3Dtrue',
    ],
] as const) {
    test(`${path} leads to ${to}`, async () => {
        const [row] = await world.list('incident');
        const id = row?.sys_id?.value ?? '';

        const answer = await get(path.replace('ID', id));

        assert.equal(answer.status, 302);
        assert.equal(answer.headers.location, to.replace('ID', id));
    });
}

test('nav_to leads nowhere else', async () => {
    const answer = await get('/nav_to.do?uri=https%3A%2F%2Fevil.example%2Fx.do');

    assert.equal(answer.status, 302);
    assert.equal(answer.headers.location, '/');
});
