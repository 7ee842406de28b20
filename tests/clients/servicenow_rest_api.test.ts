// The package servicenow-rest-api, unmodified. It speaks HTTPS only.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { start, type World } from '#support';
import { installed } from './modules.ts';

type Done<T> = (answer: T) => void;
type Fields = Record<string, string>;
interface Answer {
    status: number;
    data: unknown;
    headers: Record<string, string>;
}

interface Library {
    getSampleData(table: string, done: Done<Fields[]>): void;
    getTableData(fields: string[], filters: string[], table: string, done: Done<Fields[]>): void;
    createNewTask(data: Fields, table: string, done: Done<Fields>): void;
    getSysId(table: string, number: string, done: Done<string>): void;
    UpdateTask(table: string, number: string, data: Fields, done: Done<Fields>): void;
    DeleteTask(table: string, number: string, done: Done<Answer | { status: number }>): void;
    getAttachmentMetaData(id: string, done: Done<Fields>): void;
    getAllAttachmentsMetaData(record: string, done: Done<Fields[]>): void;
    getAttachment(id: string, done: Done<Answer>): void;
    getChangeTasks(table: string, number: string, done: Done<Fields[]>): void;
}

const ServiceNow =
    installed<new (instance: string, user: string, password: string) => Library>(
        'servicenow-rest-api',
    );

let world: World;
let library: Library;

before(async () => {
    world = await start({ tls: true });
    library = new ServiceNow(new URL(world.base).host, 'admin', 'admin');
    console.log = () => {}; // the library prints each address
});

// The library calls back with an error where it has no answer.
const asked = <T>(call: (done: Done<T>) => void): Promise<T> =>
    new Promise((resolve, reject) =>
        call((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
    );

const create = (data: Fields) =>
    asked<Fields>((done) => library.createNewTask(data, 'incident', done));

test('creates by display values, finds the id, updates and deletes', async () => {
    const group = await world.admin.create('sys_user_group', { name: 'Tills' });
    const incident = await create({
        short_description: 'Till is stuck',
        assignment_group: 'Tills',
        urgency: '1 - High',
    });
    assert.equal((incident.assignment_group as unknown as Fields).display_value, 'Tills');

    const number = incident.number ?? '';
    const id = await asked<string>((done) => library.getSysId('incident', number, done));
    assert.equal(id, incident.sys_id);
    const [stored] = await world.list('incident', `sys_id=${id}`);
    assert.equal(stored?.assignment_group?.value, group.sys_id.value);
    assert.equal(stored?.urgency?.value, '1');

    await asked<Fields>((done) =>
        library.UpdateTask('incident', number, { short_description: 'Till is free' }, done),
    );
    const list = (fields: string[]) =>
        asked<Fields[]>((done) =>
            library.getTableData(fields, [`number=${number}`, 'active=true'], 'incident', done),
        );
    assert.deepEqual(await list(['number', 'short_description']), [
        { number, short_description: 'Till is free' },
    ]);

    await asked((done) => library.DeleteTask('incident', number, done));
    assert.deepEqual(await list(['number']), []);
});

test('shows a sample record with all its fields', async () => {
    await create({ short_description: 'Sample' });
    const [sample] = await asked<Fields[]>((done) => library.getSampleData('incident', done));
    for (const field of ['sys_id', 'number', 'short_description', 'state', 'opened_at'])
        assert.ok(field in (sample ?? {}), field);
});

test('reads what is attached to a record', async () => {
    const incident = await create({ short_description: 'See the log' });
    const answer = await fetch(
        `${world.base}/api/now/attachment/file?table_name=incident` +
            `&table_sys_id=${incident.sys_id}&file_name=till.log`,
        {
            method: 'POST',
            headers: {
                Authorization: `Basic ${btoa('admin:admin')}`,
                'Content-Type': 'text/plain',
            },
            body: 'one line\n',
        },
    );
    assert.equal(answer.status, 201);

    const [file] = await asked<Fields[]>((done) =>
        library.getAllAttachmentsMetaData(incident.sys_id ?? '', done),
    );
    assert.equal(file?.file_name, 'till.log');
    const id = file?.sys_id ?? '';
    const one = await asked<Fields>((done) => library.getAttachmentMetaData(id, done));
    assert.equal(one.hash, file?.hash);
    const bytes = await asked<Answer>((done) => library.getAttachment(id, done));
    assert.equal(bytes.data, 'one line\n');
    assert.match(bytes.headers['content-type'] ?? '', /^text\/plain/);
});

test('finds the tasks of a change by its number', async () => {
    const change = await world.admin.create('change_request', { short_description: 'New tills' });
    const task = await world.admin.create('change_task', { change_request: change.sys_id.value });
    await world.admin.create('change_task', { short_description: 'Of no change' });

    const tasks = await asked<Fields[]>((done) =>
        library.getChangeTasks('change_task', change.number?.value ?? '', done),
    );

    assert.deepEqual(tasks, [{ number: task.number?.value, sys_id: task.sys_id.value }]);
});

test('learns that its password is wrong', async () => {
    const stranger = new ServiceNow(new URL(world.base).host, 'admin', 'guess');
    await assert.rejects(
        asked((done) => stranger.getSampleData('incident', done)),
        /status code 401/,
    );
});
