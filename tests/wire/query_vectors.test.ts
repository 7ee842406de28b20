// The shared vectors, asked over the wire: their tables and rows are made on a real server.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { type Client, start, type World } from '#support';

interface FieldDefinition {
    type: string;
    reference?: string;
    max_length?: number;
    choices?: [string, string][];
}
interface Vector {
    table: string;
    query: string;
    rows: string[];
}
interface Vectors {
    now: string;
    zone: string;
    tables: {
        name: string;
        extends?: string;
        extensible?: boolean;
        fields: Record<string, FieldDefinition>;
    }[];
    rows: [string, Record<string, string>][];
    match: Vector[];
    order: Vector[];
}

const file = new URL('../vectors/encoded_query.json', import.meta.url);
const vectors = JSON.parse(
    readFileSync(file, 'utf8').replace(/\$(\w\w)/g, (_, id: string) => id.padEnd(32, '0')),
) as Vectors;
const shipped = ['sys_journal_field', 'label_entry']; // every server has them

let world: World;
let client: Client;

async function makeTable({ name, fields, ...table }: Vectors['tables'][number]): Promise<void> {
    const words = name.replaceAll('_', ' ');
    const parent = table.extends && (await world.list('sys_db_object', `name=${table.extends}`))[0];
    await world.admin.create('sys_db_object', {
        name,
        label: words.charAt(0).toUpperCase() + words.slice(1),
        super_class: parent ? parent.sys_id.value : '',
        is_extendable: String(table.extensible ?? false),
    });
    for (const [element, field] of Object.entries(fields)) await makeField(name, element, field);
}

async function makeField(name: string, element: string, field: FieldDefinition): Promise<void> {
    await world.admin.create('sys_dictionary', {
        name,
        element,
        column_label: element,
        internal_type: field.type,
        ...(field.max_length && { max_length: String(field.max_length) }),
        reference: field.reference ?? '',
    });
    for (const [value, label] of field.choices ?? [])
        await world.admin.create('sys_choice', { name, element, value, label });
}

// The server gives its own ids, in the same order.
const given = new Map<string, string>();
const withIds = (text: string) => text.replace(/[0-9a-f]{2}0{30}/g, (id) => given.get(id) ?? id);

async function makeRow(table: string, { sys_id = '', ...row }: Record<string, string>) {
    const values = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, withIds(value)]),
    );
    if (table === 'sys_journal_field') {
        await world.admin.update('work', values.element_id ?? '', { comments: values.value });
        return;
    }
    if (table === 'label_entry') values.table = 'work';
    given.set(sys_id, (await world.admin.create(table, values)).sys_id.value);
}

before(async () => {
    world = await start();
    await world.time(vectors.now);
    for (const table of vectors.tables) if (!shipped.includes(table.name)) await makeTable(table);
    for (const [table, row] of vectors.rows) await makeRow(table, row);
    client = world.as(
        await world.user('vera.prague', { roles: ['admin'], fields: { time_zone: vectors.zone } }),
    );
});

async function ids(table: string, query: string): Promise<string[]> {
    const answer = await client.get<{ sys_id: string }[]>(`/api/now/table/${table}`, {
        sysparm_query: withIds(query),
        sysparm_fields: 'sys_id',
    });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.headers.get('x-total-count'), String(answer.result.length));
    const short = new Map([...given].map(([id, own]) => [own, id.slice(0, 2)]));
    return answer.result.map((row) => short.get(row.sys_id) ?? row.sys_id);
}

// Scripts of the vectors' own making are known to no server; its text index holds whole words.
const isForeign = ({ query }: Vector) =>
    /javascript:(?!gs\.(beginning|end|date))|DYNAMIC/.test(query);

describe('a query finds its rows over the wire', () => {
    for (const vector of vectors.match.filter((one) => !isForeign(one)))
        test(`${vector.table}: ${vector.query}`, async () => {
            assert.deepEqual((await ids(vector.table, vector.query)).sort(), vector.rows);
        });
});

describe('and in its order', () => {
    for (const { table, query, rows } of vectors.order)
        test(`${table}: ${query}`, async () => {
            assert.deepEqual(await ids(table, query), rows);
        });
});
