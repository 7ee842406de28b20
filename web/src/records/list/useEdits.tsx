// Edits of a list: one cell, many rows, actions.

import { useState } from 'react';
import { runAction, saveForm } from '~/api/calls.ts';
import { ApiError } from '~/api/client.ts';
import type { ActionCall, Column, List, ListAction, Row, Value } from '~/api/contract.ts';
import { plural, t, toast } from '~/kit/index.ts';
import { CellEditor } from './CellEditor.tsx';
import { cellValue, withCell } from './columns.ts';
import type { useListData } from './useListData.ts';

/** Changes of cells and of many rows, with what the server refused. */
export function useEdits(
    table: string,
    data: ReturnType<typeof useListData>,
    list: List | undefined,
) {
    const [editing, setEditing] = useState<{ sys_id: string; column: string } | null>(null);
    const [errors, setErrors] = useState<Record<string, string>>({});
    const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
    const [progress, setProgress] = useState<string>();
    const tableOf = (sys_id: string) =>
        data.rows.find((row) => row.sys_id === sys_id)?.table ?? table;

    const save = async (row: Row, column: Column, value: Value) => {
        const own = `${row.sys_id} ${column.name}`;
        const index = list?.columns.findIndex((one) => one.name === column.name) ?? -1;
        setBusy(new Set([...busy, own]));
        setErrors(({ [own]: _, ...rest }) => rest);
        data.replace(row.sys_id, (one) => withCell(one, index, value));
        try {
            const form = await saveForm(tableOf(row.sys_id), row.sys_id, {
                values: { [column.name]: value.value },
            });
            const now = form.values[column.name];
            if (now) data.replace(row.sys_id, (one) => withCell(one, index, now));
        } catch (error) {
            data.replace(row.sys_id, (one) => withCell(one, index, cellValue(row, index)));
            setErrors((all) => ({ ...all, [own]: reason(error) }));
        }
        setBusy((all) => new Set([...all].filter((one) => one !== own)));
    };
    const many = async (ids: string[], values: Record<string, string>) => {
        let failed = 0;
        for (const [index, sys_id] of ids.entries()) {
            setProgress(t('Changing {n} of {total}', { n: index + 1, total: ids.length }));
            await saveForm(tableOf(sys_id), sys_id, { values }).catch((error: unknown) => {
                failed += 1;
                const [name = ''] = Object.keys(values);
                setErrors((all) => ({ ...all, [`${sys_id} ${name}`]: reason(error) }));
            });
        }
        setProgress(
            failed ? plural(failed, '{n} row was refused', '{n} rows were refused') : undefined,
        );
        if (!failed) toast(plural(ids.length, '{n} row changed', '{n} rows changed'));
        await data.refresh();
    };
    const act = async (action: ListAction, target: Omit<ActionCall, 'table'>) => {
        setProgress(t('Working'));
        try {
            const answer = await runAction(action.name, { table, ...target });
            const refused = answer.results?.filter((one) => !one.ok) ?? [];
            setProgress(
                refused.length
                    ? `${plural(refused.length, '{n} refused', '{n} refused')}: ${refused[0]?.message ?? ''}`
                    : undefined,
            );
            if (!refused.length)
                toast(answer.message ?? t('Done: {label}', { label: action.label }));
            await data.refresh();
            return refused.length === 0;
        } catch (error) {
            setProgress(reason(error));
            return false;
        }
    };
    const edit = (sys_id: string, column: string | null) =>
        setEditing(column ? { sys_id, column } : null);
    const done = () => {
        setEditing(null);
        requestAnimationFrame(() => {
            if (document.activeElement === document.body)
                document.querySelector<HTMLElement>('.shell-page:not([hidden]) .grid')?.focus();
        });
    };
    const editor = (row: Row, column: Column) => {
        const index = list?.columns.indexOf(column) ?? -1;
        return (
            <CellEditor
                table={tableOf(row.sys_id)}
                sys_id={row.sys_id}
                column={column}
                value={cellValue(row, index)}
                choices={list?.choices?.[column.name]}
                onSave={(value) => void save(row, column, value)}
                onDone={done}
            />
        );
    };
    return { editing, edit, editor, errors, busy, progress, many, act };
}

const reason = (error: unknown) =>
    error instanceof ApiError ? (error.errors[0]?.message ?? error.message) : t('Not saved.');
