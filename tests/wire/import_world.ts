import assert from 'node:assert/strict';
import { type Client, type Person, type Row, start, type World } from '#support';

export interface Result {
    transform_map: string;
    table: string;
    display_name?: string;
    display_value?: string;
    record_link?: string;
    status: string;
    sys_id?: string;
    status_message?: string;
    error_message?: string;
}
export interface Imported {
    import_set: string;
    staging_table: string;
    result: Result[];
}

// Filled by `furnish`: a server with a staging table and a map into departments.
export let world: World;
export let loader: Person, stranger: Person;
export let map: Row;

export async function furnish(): Promise<void> {
    world = await start();
    loader = await world.user('lotte.loader', { roles: ['set_loader'] });
    stranger = await world.user('sten.stranger', { roles: ['itil'] });
    const [base] = await world.list('sys_db_object', 'name=sys_import_set_row');
    await world.admin.create('sys_db_object', {
        name: 'u_office_import',
        label: 'Office import',
        super_class: base?.sys_id.value,
    });
    for (const element of ['u_code', 'u_name', 'u_head', 'u_start', 'u_note'])
        await world.admin.create('sys_dictionary', {
            name: 'u_office_import',
            element,
            internal_type: 'string',
            max_length: '200',
            column_label: element,
        });
    for (const [element, internal_type, more] of [
        ['u_opened', 'glide_date_time', {}],
        ['u_size', 'string', { choice: '3' }],
    ] as const)
        await world.admin.create('sys_dictionary', {
            name: 'cmn_department',
            element,
            internal_type,
            column_label: element,
            ...more,
        });
    await world.admin.create('sys_choice', {
        name: 'cmn_department',
        element: 'u_size',
        value: 's',
        label: 'Small',
        language: 'en',
    });
    map = await world.admin.create('sys_transform_map', {
        name: 'Offices',
        source_table: 'u_office_import',
        target_table: 'cmn_department',
    });
    await entry({ source_field: 'u_code', target_field: 'id', coalesce: 'true' });
    await entry({ source_field: 'u_name', target_field: 'name' });
}

export function entry(fields: Record<string, string>): Promise<Row> {
    return world.admin.create('sys_transform_entry', { map: map.sys_id.value, ...fields });
}
export async function withRow(
    table: string,
    fields: Record<string, string>,
    work: () => Promise<void>,
) {
    const row = await world.admin.create(table, { map: map.sys_id.value, ...fields });
    await work();
    await world.admin.delete(`/api/now/table/${table}/${row.sys_id.value}`);
}
export function withScript(when: string, script: string, work: () => Promise<void>): Promise<void> {
    return withRow('sys_transform_script', { when, script }, work);
}
export async function sent(row: Record<string, unknown>, client: Client = world.as(loader)) {
    const answer = await client.post('/api/now/import/u_office_import', row);
    assert.equal(answer.status, 201, answer.text);
    return JSON.parse(answer.text) as Imported;
}
export async function result(row: Record<string, unknown>): Promise<Result> {
    const [first] = (await sent(row)).result;
    assert.ok(first);
    return first;
}
export async function department(code: string): Promise<Row | undefined> {
    return (await world.list('cmn_department', `id=${code}`))[0];
}
