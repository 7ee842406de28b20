import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getForm } from '~/api/calls.ts';
import type { Choice, Column, Value } from '~/api/contract.ts';
import { fieldType } from '~/fields/index.ts';

export interface CellEditorProps {
    table: string;
    sys_id: string;
    column: Column;
    value: Value;
    choices: Choice[] | undefined;
    onSave: (value: Value) => void;
    onDone: () => void;
}

/** The input of a cell. Whether the row lets the field be changed is asked of the server first. */
export function CellEditor(props: CellEditorProps) {
    const { table, sys_id, column, value, onDone } = props;
    const ref = useRef<HTMLDivElement>(null);
    const form = useQuery({
        queryKey: ['form', table, sys_id, ''],
        queryFn: ({ signal }) => getForm({ table, sys_id }, signal),
    });
    const field = form.data?.fields[column.name];
    const refused = form.isSuccess && (!field || field.readonly);
    useEffect(() => {
        if (refused) onDone();
    }, [refused, onDone]);
    const Input = fieldType(column.type).input;
    if (!Input || !field || refused) return null;
    const values = Object.fromEntries(
        Object.entries(form.data?.values ?? {}).map(([name, one]) => [name, one.value]),
    );
    return (
        <div ref={ref} className="celledit">
            <Input
                table={table}
                sys_id={sys_id}
                name={column.name}
                label={column.label}
                value={value}
                values={values}
                field={field}
                choices={form.data?.choices[column.name] ?? props.choices}
                onChange={props.onSave}
                onDone={onDone}
            />
        </div>
    );
}
