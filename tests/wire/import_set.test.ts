// rest-api.md §4.4: rows come in, scripts of a map decide.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
    department,
    furnish,
    loader,
    map,
    result,
    sent,
    stranger,
    withRow,
    withScript,
    world,
} from './import_world.ts';

before(furnish);

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
