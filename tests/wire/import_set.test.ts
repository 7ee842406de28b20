import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Client, eventually, type Person, type Row, start, type World } from '#support';

interface Result {
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
interface Imported {
    import_set: string;
    staging_table: string;
    result: Result[];
}

let world: World;
let loader: Person, stranger: Person;
let map: Row;

before(async () => {
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
});

function entry(fields: Record<string, string>): Promise<Row> {
    return world.admin.create('sys_transform_entry', { map: map.sys_id.value, ...fields });
}
async function withRow(table: string, fields: Record<string, string>, work: () => Promise<void>) {
    const row = await world.admin.create(table, { map: map.sys_id.value, ...fields });
    await work();
    await world.admin.delete(`/api/now/table/${table}/${row.sys_id.value}`);
}
function withScript(when: string, script: string, work: () => Promise<void>): Promise<void> {
    return withRow('sys_transform_script', { when, script }, work);
}
async function sent(row: Record<string, unknown>, client: Client = world.as(loader)) {
    const answer = await client.post('/api/now/import/u_office_import', row);
    assert.equal(answer.status, 201, answer.text);
    return JSON.parse(answer.text) as Imported;
}
async function result(row: Record<string, unknown>): Promise<Result> {
    const [first] = (await sent(row)).result;
    assert.ok(first);
    return first;
}
async function department(code: string): Promise<Row | undefined> {
    return (await world.list('cmn_department', `id=${code}`))[0];
}

test('a row becomes a record and is told in full, beside the result', async () => {
    const answer = await sent({ u_code: 'A1', u_name: 'Accounts' }, world.admin);
    const row = await department('A1');

    assert.match(answer.import_set, /^ISET\d{7}$/);
    assert.deepEqual(answer, {
        import_set: answer.import_set,
        staging_table: 'u_office_import',
        result: [
            {
                transform_map: 'Offices',
                table: 'cmn_department',
                display_name: 'name',
                display_value: 'Accounts',
                record_link: `${world.base}/api/now/table/cmn_department/${row?.sys_id.value}`,
                status: 'inserted',
                sys_id: row?.sys_id.value,
            },
        ],
    });
});

test('the same row again changes nothing, another updates the record', async () => {
    const first = await result({ u_code: 'B1', u_name: 'Bakery' });
    const again = await result({ u_code: 'B1', u_name: 'Bakery' });
    const changed = await result({ u_code: 'B1', u_name: 'Big bakery' });

    assert.deepEqual(
        [first.status, again.status, changed.status],
        ['inserted', 'ignored', 'updated'],
    );
    assert.equal(again.status_message, 'No field values changed');
    assert.equal(new Set([first, again, changed].map((one) => one.sys_id)).size, 1);
    assert.equal((await department('B1'))?.name?.value, 'Big bakery');
    assert.equal((await department('B1'))?.sys_mod_count?.value, '1');
});

test('empty values leave a record alone, and without a key there is no record', async () => {
    await result({ u_code: 'C1', u_name: 'Cellar' });
    const empty = await result({ u_code: 'C1', u_name: '' });
    const unknown = await result({ u_name: 'Nowhere' });

    assert.equal(empty.status, 'ignored');
    assert.equal((await department('C1'))?.name?.value, 'Cellar');
    assert.equal(unknown.status, 'skipped');
    assert.match(unknown.status_message ?? '', /coalesce values not present/);
    assert.deepEqual(await world.list('cmn_department', 'name=Nowhere'), []);
});

test('values are data and never a query', async () => {
    await result({ u_code: 'Q^ORidISNOTEMPTY', u_name: 'First' });
    await result({ u_code: 'javascript:gs.getUserID()', u_name: 'Second' });
    await result({ u_code: 'Q^ORidISNOTEMPTY', u_name: 'Third' });

    const names = (await world.list('cmn_department', 'nameINFirst,Second,Third')).map((row) => [
        row.name?.value,
        row.id?.value,
    ]);
    assert.deepEqual(names.sort(), [
        ['Second', 'javascript:gs.getUserID()'],
        ['Third', 'Q^ORidISNOTEMPTY'],
    ]);
});

test('a processed row can be asked for until it is removed', async () => {
    const answer = await sent({ u_code: 'D1', u_name: 'Dairy' });
    const [row] = await world.list('u_office_import', 'u_code=D1');
    const path = `/api/now/import/u_office_import/${row?.sys_id.value}`;

    const asked = await world.as(loader).get(path);

    assert.equal(asked.status, 200);
    assert.deepEqual(JSON.parse(asked.text), answer);
    assert.equal(row?.sys_import_state.value, 'inserted');
    assert.equal(row?.sys_import_set.display_value, answer.import_set);
    assert.equal(row?.sys_target_sys_id.value, answer.result[0]?.sys_id);
    assert.equal(row?.sys_transform_map.value, map.sys_id.value);
    const [set] = await world.list('sys_import_set', `number=${answer.import_set}`);
    assert.equal(set?.state?.value, 'processed');

    await world.admin.delete(`/api/now/table/sys_import_set/${set?.sys_id.value}`);
    assert.equal((await world.as(loader).get(path)).status, 404);
});

test('only who may write into the staging table imports, and reads rows', async () => {
    const path = '/api/now/import/u_office_import';
    const refused = await world.as(stranger).post(path, { u_code: 'E1' });
    const [row] = await world.list('u_office_import', 'u_code=B1');
    const before = (await world.list('sys_import_set')).length;

    assert.equal(refused.status, 403);
    assert.equal(refused.error?.detail, 'ACL Exception Insert Failed due to security constraints');
    assert.equal((await world.list('sys_import_set')).length, before);
    assert.equal(
        (await world.as(stranger).post(`${path}/insertMultiple`, { records: [{ u_code: 'E1' }] }))
            .status,
        403,
    );
    assert.equal((await world.as(stranger).get(`${path}/${row?.sys_id.value}`)).status, 404);
    assert.equal((await world.as().post(path, {})).status, 401);
    assert.equal(await department('E1'), undefined);
});

test('tables that are no staging tables are refused', async () => {
    const status = async (path: string) => {
        const answer = await world.admin.post(`/api/now/import/${path}`, {});
        return [answer.status, answer.error?.message];
    };
    assert.deepEqual(await status('u_nothing'), [400, 'Invalid table u_nothing']);
    assert.deepEqual(await status('sys_user'), [400, 'Invalid staging table sys_user']);
    assert.deepEqual(await status('sys_import_set_row'), [
        400,
        'Invalid staging table sys_import_set_row',
    ]);
});

test('scripts of a map see the row and its target, and decide', async () => {
    await withScript(
        'onBefore',
        `if (source.u_name == 'No') ignore = true;
         if (source.u_name == 'Never') { error = true; error_message = 'Never say ' + source.u_name; }
         if (action == 'insert') target.description = map.name + ' made ' + target.name;
         else status_message = 'was ' + action + ' of ' + import_set.table_name;
         log.info('seen ' + source.u_code);`,
        async () => {
            const made = await result({ u_code: 'F1', u_name: 'Forge' });
            const updated = await result({ u_code: 'F1', u_name: 'Foundry' });
            const ignored = await result({ u_code: 'F2', u_name: 'No' });
            const wrong = await result({ u_code: 'F3', u_name: 'Never' });

            assert.equal(made.status, 'inserted');
            assert.equal((await department('F1'))?.description?.value, 'Offices made Forge');
            assert.equal(updated.status_message, 'was update of u_office_import');
            assert.equal(ignored.status, 'ignored');
            assert.equal(ignored.status_message, 'Row transform ignored by onBefore script');
            assert.deepEqual([wrong.status, wrong.error_message], ['error', 'Never say Never']);
            assert.equal(wrong.sys_id, undefined);
            assert.equal(await department('F2'), undefined);
            assert.equal(await department('F3'), undefined);
            const [row] = await world.list('u_office_import', 'u_code=F2');
            assert.equal(row?.template_import_log.value, 'info: seen F2');
        },
    );
});

test('a script of the usual form works as it is written elsewhere', async () => {
    await withScript(
        'onAfter',
        `(function runTransformScript(source, map, log, target /*undefined onStart*/) {
             target.description = 'after ' + target.getValue('name');
             target.update();
         })(source, map, log, target);`,
        async () => {
            await result({ u_code: 'G1', u_name: 'Garage' });
            assert.equal((await department('G1'))?.description?.value, 'after Garage');
        },
    );
});

test('a script that breaks undoes its row and says where', async () => {
    await withScript('onAfter', 'target.no.such();', async () => {
        const broken = await result({ u_code: 'H1', u_name: 'Hall' });
        assert.equal(broken.status, 'error');
        assert.match(broken.error_message ?? '', /sys_transform_script\/[0-9a-f]{32}/);
        assert.equal(await department('H1'), undefined);
        const [row] = await world.list('u_office_import', 'u_code=H1');
        assert.equal(row?.sys_import_state.value, 'error');
    });
});

test('onStart may refuse everything, onComplete ends the set', async () => {
    await withScript('onStart', 'ignore = true;', async () => {
        assert.equal((await result({ u_code: 'I1', u_name: 'Inn' })).status, 'ignored');
        assert.equal(await department('I1'), undefined);
    });
    await withScript(
        'onComplete',
        `var gr = new GlideRecord('cmn_department'); gr.id = 'DONE'; gr.name = import_set.number; gr.insert();`,
        async () => {
            const answer = await sent({ u_code: 'I2', u_name: 'Inn' });
            assert.equal((await department('DONE'))?.name?.value, answer.import_set);
        },
    );
});

test('a field map may have a script of its own', async () => {
    const fields = {
        use_source_script: 'true',
        source_script:
            "answer = (function transformEntry(source) { return source.u_code + '/' + source.u_name; })(source);",
        target_field: 'description',
    };
    await withRow('sys_transform_entry', fields, async () => {
        await result({ u_code: 'J1', u_name: 'Jail' });
        assert.equal((await department('J1'))?.description?.value, 'J1/Jail');
    });
});

test('references are found by what they are known by, created, left out or rejected', async () => {
    const head = async (fields: Record<string, string>, row: Record<string, string>) => {
        let made: Result | undefined;
        await withRow(
            'sys_transform_entry',
            { source_field: 'u_head', target_field: 'dept_head', ...fields },
            async () => {
                made = await result({ u_name: 'K', ...row });
            },
        );
        const shown = (await department(row.u_code ?? ''))?.dept_head?.display_value;
        return [made?.status, made?.status_message, shown];
    };

    assert.deepEqual(await head({}, { u_code: 'K1', u_head: 'Lotte Loader' }), [
        'inserted',
        undefined,
        'Lotte Loader',
    ]);
    assert.deepEqual(
        await head(
            { reference_value_field: 'user_name' },
            { u_code: 'K2', u_head: 'sten.stranger' },
        ),
        ['inserted', undefined, 'Sten Stranger'],
    );
    assert.deepEqual(await head({}, { u_code: 'K3', u_head: 'Nobody Here' }), [
        'inserted',
        undefined,
        '',
    ]);
    assert.deepEqual(
        await head({ choice_action: 'reject' }, { u_code: 'K4', u_head: 'Nobody Here' }),
        ['skipped', 'Nobody Here is not known as Department head', undefined],
    );
    assert.deepEqual(
        await head(
            { choice_action: 'create', target_field: 'company' },
            { u_code: 'K5', u_head: 'Brand new' },
        ),
        ['inserted', undefined, ''],
    );
    const [company] = await world.list('core_company', 'name=Brand new');
    assert.equal((await department('K5'))?.company?.value, company?.sys_id.value);
});

test('onForeignInsert keeps a reference from being created, onReject hears of a rejection', async () => {
    const fields = {
        source_field: 'u_head',
        target_field: 'dept_head',
        reference_value_field: 'user_name',
    };
    await withScript('onForeignInsert', 'ignore = true;', () =>
        withRow('sys_transform_entry', { ...fields, choice_action: 'create' }, async () => {
            assert.equal(
                (await result({ u_code: 'L1', u_name: 'L', u_head: 'never.born' })).status,
                'inserted',
            );
            assert.deepEqual(await world.list('sys_user', 'user_name=never.born'), []);
        }),
    );
    await withScript('onReject', "log.warn('rejected ' + source.u_head);", () =>
        withRow('sys_transform_entry', { ...fields, choice_action: 'reject' }, async () => {
            assert.equal(
                (await result({ u_code: 'L2', u_name: 'L', u_head: 'no.one' })).status,
                'skipped',
            );
            const [row] = await world.list('u_office_import', 'u_code=L2');
            assert.equal(row?.template_import_log.value, 'warn: rejected no.one');
        }),
    );
});

test('choices go by value and label; unknown ones are created, left out or rejected', async () => {
    const size = async (choice_action: string, u_code: string, u_note: string) => {
        let status: string | undefined;
        const fields = { source_field: 'u_note', target_field: 'u_size', choice_action };
        await withRow('sys_transform_entry', fields, async () => {
            status = (await result({ u_code, u_note, u_name: 'M' })).status;
        });
        const shown = (await department(u_code))?.u_size;
        return [status, shown?.value, shown?.display_value];
    };

    assert.deepEqual(await size('ignore', 'M1', 'Small'), ['inserted', 's', 'Small']);
    assert.deepEqual(await size('ignore', 'M2', 'Giant'), ['inserted', '', '']);
    assert.deepEqual(await size('reject', 'M3', 'Giant'), ['skipped', undefined, undefined]);
    assert.deepEqual(await size('create', 'M4', 'Giant'), ['inserted', 'Giant', 'Giant']);
    assert.deepEqual(await size('reject', 'M5', 'Giant'), ['inserted', 'Giant', 'Giant']);
});

test('dates are read in their format and in the zone of whoever imports', async () => {
    await world.admin.update('sys_user', loader.sys_id, { time_zone: 'Asia/Tokyo' });
    const fields = {
        source_field: 'u_start',
        target_field: 'u_opened',
        date_format: 'dd/MM/yyyy HH:mm',
    };
    await withRow('sys_transform_entry', fields, async () => {
        await result({ u_code: 'N1', u_name: 'N', u_start: '24/12/2026 18:30' });
        const wrong = await result({ u_code: 'N2', u_name: 'N', u_start: '31/02/2026 00:00' });

        assert.equal((await department('N1'))?.u_opened?.value, '2026-12-24 09:30:00');
        assert.equal(wrong.status, 'error');
        assert.match(
            wrong.error_message ?? '',
            /31\/02\/2026 00:00 is no date such as dd\/MM\/yyyy/,
        );
    });
});

test('a map may insist on mandatory fields and may run without rules', async () => {
    const rule = await world.admin.create('sys_script', {
        name: 'Shout',
        collection: 'cmn_department',
        when: 'before',
        active: 'true',
        action_insert: 'true',
        filter_condition: 'idSTARTSWITHO',
        script: "current.description = 'RULED';",
    });
    await result({ u_code: 'O1', u_name: 'Office' });
    await world.admin.update('sys_transform_map', map.sys_id.value, {
        run_business_rules: 'false',
        enforce_mandatory_fields: 'all',
    });
    await result({ u_code: 'O2', u_name: 'Office' });
    const missing = await result({ u_code: 'O3' });
    await world.admin.update('sys_transform_map', map.sys_id.value, {
        run_business_rules: 'true',
        enforce_mandatory_fields: 'no',
    });
    await world.admin.delete(`/api/now/table/sys_script/${rule.sys_id.value}`);

    assert.equal((await department('O1'))?.description?.value, 'RULED');
    assert.equal((await department('O2'))?.description?.value, '');
    assert.deepEqual(
        [missing.status, missing.error_message],
        ['error', 'Mandatory fields are empty: Name'],
    );
});

test('several maps each make their record of a row', async () => {
    const second = await world.admin.create('sys_transform_map', {
        name: 'Companies',
        source_table: 'u_office_import',
        target_table: 'core_company',
        order: '200',
    });
    await entry({
        map: second.sys_id.value,
        source_field: 'u_name',
        target_field: 'name',
        coalesce: 'true',
    });
    const answer = await sent({ u_code: 'P1', u_name: 'Press' });
    await world.admin.delete(`/api/now/table/sys_transform_map/${second.sys_id.value}`);

    assert.deepEqual(
        answer.result.map(({ transform_map, table, status }) => [transform_map, table, status]),
        [
            ['Offices', 'cmn_department', 'inserted'],
            ['Companies', 'core_company', 'inserted'],
        ],
    );
    assert.equal((await world.list('core_company', 'name=Press')).length, 1);
});

test('many rows are taken at once and worked off in the background', async () => {
    const records = Array.from({ length: 230 }, (_, i) => ({
        u_code: `R${i}`,
        u_name: `Room ${i}`,
    }));
    const answer = await world.as(loader).post('/api/now/import/u_office_import/insertMultiple', {
        records: [...records, { u_name: 'x' }],
    });
    const ids = JSON.parse(answer.text) as { import_set_id: string; multi_import_set_id: string };

    assert.equal(answer.status, 201);
    assert.deepEqual(Object.keys(ids), ['import_set_id', 'multi_import_set_id']);
    await eventually(async () => {
        const [set] = await world.list('sys_import_set', `sys_id=${ids.import_set_id}`);
        return set?.state?.value === 'processed';
    }, 'the import set to be processed');
    assert.equal((await world.list('cmn_department', 'idSTARTSWITHR')).length, 230);
    const rows = await world.list(
        'u_office_import',
        `sys_import_set=${ids.import_set_id}^sys_import_state!=inserted`,
    );
    assert.deepEqual(
        rows.map((row) => [row.sys_import_row.value, row.sys_import_state.value]),
        [['231', 'skipped']],
    );
    const more = await world
        .as(loader)
        .post(
            '/api/now/import/u_office_import/insertMultiple',
            { records: [] },
            { multi_import_set_id: ids.multi_import_set_id, run_after: ids.import_set_id },
        );
    assert.equal(
        (JSON.parse(more.text) as typeof ids).multi_import_set_id,
        ids.multi_import_set_id,
    );
});

test('a definition may say that rows are only loaded; a set can be transformed again', async () => {
    const definition = await world.admin.create('sys_rest_insert_multiple', {
        name: 'Offices',
        source_table: 'u_office_import',
        transform: 'false',
    });
    const answer = await world.as(loader).post('/api/now/import/u_office_import/insertMultiple', {
        records: [{ u_code: 'S1', u_name: 'Shop' }],
    });
    const set = (JSON.parse(answer.text) as { import_set_id: string }).import_set_id;
    await world.settle();
    await world.admin.delete(`/api/now/table/sys_rest_insert_multiple/${definition.sys_id.value}`);
    assert.equal(await department('S1'), undefined);

    await world.admin.update('sys_import_set', set, { state: 'processed' });
    const action = await world.admin.post('/api/ui/v1/action/transform_again', {
        table: 'sys_import_set',
        sys_ids: [set],
    });
    assert.equal(action.status, 200, action.text);
    await world.settle();
    assert.equal((await department('S1'))?.name?.value, 'Shop');
});

test('nonsense is refused or imported as what it is', async () => {
    const path = '/api/now/import/u_office_import';
    const status = async (body: unknown, to = path) => (await world.admin.post(to, body)).status;
    for (const body of ['{', '[1]', '"x"']) {
        const json = { 'content-type': 'application/json' };
        const answer = await world.admin.send('POST', path, body, {}, json);
        assert.equal(answer.status, 400, body);
    }
    for (const body of [{}, { records: {} }, { records: [1] }, { records: [null] }])
        assert.equal(await status(body, `${path}/insertMultiple`), 400, JSON.stringify(body));
    const odd = await result({
        u_code: 7,
        u_name: true,
        u_unknown: { a: [1] },
        sys_import_state: 'error',
        sys_id: 'x',
    });
    assert.equal(odd.status, 'inserted');
    assert.equal((await department('7'))?.name?.value, 'true');
    assert.equal((await result({})).status, 'skipped');
});
