// Which columns fit, and how wide each is.

import type { Column, Row, Value } from '~/api/contract.ts';

const byLook: Record<string, number> = { state: 124, priority: 96, sla: 112, person: 148 };
const byType: Record<string, number> = {
    boolean: 84,
    integer: 88,
    glide_date: 104,
    glide_date_time: 92,
    due_date: 92,
    reference: 146,
    choice: 124,
    glide_list: 160,
};
const checkbox = 40;

export const preferredWidth = (column: Column) =>
    column.width ??
    (column.look && byLook[column.look]) ??
    (column.link ? 112 : (byType[column.type] ?? (isWide(column) ? 240 : 140)));

/** Takes what is left over: the columns that ask for it, else those of long text. */
const isWide = (column: Column) => /description|subject|title|^name$/.test(column.name);
const weightOf = (column: Column) => column.weight ?? (column.width ? 0 : isWide(column) ? 1 : 0);

export interface Layout {
    columns: Column[];
    template: string; // for grid-template-columns, the check box included
    width: number; // what the row needs at least
}

/** Drops the last columns until the rest fits, unless the person has chosen them. */
export function layOut(all: Column[], available: number, chosen: boolean): Layout {
    const columns = [...all];
    const sum = () => columns.reduce((total, one) => total + preferredWidth(one), checkbox);
    while (!chosen && columns.length > 3 && sum() > available) columns.pop();
    const heavy = columns.some((one) => weightOf(one) > 0);
    const tracks = columns.map((one, index) => {
        const width = preferredWidth(one);
        const weight = heavy ? weightOf(one) : index === columns.length - 1 ? 1 : 0;
        return weight ? `minmax(${width}px, ${weight}fr)` : `${width}px`;
    });
    return { columns, template: [`${checkbox}px`, ...tracks].join(' '), width: sum() };
}

/** The cell of a row in the list's own column order. */
export function cellValue(row: Row, index: number): Value {
    const value = row.v[index] ?? '';
    const display = row.d?.[index];
    return display === null || display === undefined
        ? { value }
        : { value, display_value: display };
}

/** The row with one cell replaced. */
export function withCell(row: Row, index: number, next: Value): Row {
    const v = row.v.map((one, i) => (i === index ? next.value : one));
    const d = v.map((_, i) => (i === index ? (next.display_value ?? null) : (row.d?.[i] ?? null)));
    return { ...row, v, d };
}
