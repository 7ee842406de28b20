// rest-api.md §4.4: what becomes of values, several maps, many rows.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { eventually } from '#support';
import {
    department,
    entry,
    furnish,
    loader,
    map,
    type Result,
    result,
    sent,
    withRow,
    withScript,
    world,
} from './import_world.ts';

before(furnish);

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
