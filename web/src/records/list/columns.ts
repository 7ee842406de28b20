// Which columns fit, and how wide each is.

import type { Column, Row, Value } from '~/api/contract.ts';

const byLook: Record<string, number> = { state: 132, priority: 98, sla: 124, person: 146 };
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

const linkWidth = 136; // a number and a sign

export function preferredWidth(column: Column): number {
    if (column.link) return Math.max(isWide(column) ? 240 : (column.width ?? 0), linkWidth);
    const look = (column.look && byLook[column.look]) ?? 0;
    if (look) return look;
    return column.width ?? byType[column.type] ?? (isWide(column) ? 216 : 140);
}

/** Takes what is left over: the columns that ask for it, else those of long text. */
const isWide = (column: Column) => /description|subject|title|^name$/.test(column.name);
const weightOf = (column: Column) => column.weight ?? (isWide(column) ? 1 : 0);

export interface Layout {
    columns: Column[];
    template: string; // for grid-template-columns, the check box included
    width: number; // what the row needs at least
}

/** How long a column stays while the room shrinks; equal ones go from the end. */
const rank = (column: Column): number =>
    column.link || isWide(column)
        ? 2
        : /^(state|priority)$/.test(column.look ?? '') || column.name === 'assigned_to'
          ? 1
          : 0;

/** The columns that fit, those needed most chosen first, in their own order. */
function fitting(all: Column[], room: number): Column[] {
    let left = room;
    const chosen = [...all]
        .sort((a, b) => rank(b) - rank(a) || all.indexOf(a) - all.indexOf(b))
        .filter((one) => {
            const fits = preferredWidth(one) <= left;
            if (fits) left -= preferredWidth(one);
            return fits;
        });
    return all.filter((one) => chosen.includes(one));
}

/** Drops columns until the rest fits, unless the person has chosen them. */
export function layOut(all: Column[], available: number, chosen: boolean, plain = false): Layout {
    const first = plain ? 8 : checkbox;
    const columns = chosen ? all : fitting(all, available - first);
    const sum = () => columns.reduce((total, one) => total + preferredWidth(one), first);
    const heavy = columns.some((one) => weightOf(one) > 0);
    const tracks = columns.map((one, index) => {
        const width = preferredWidth(one);
        const weight = heavy ? weightOf(one) : index === columns.length - 1 ? 1 : 0;
        return weight ? `minmax(${width}px, ${weight}fr)` : `${width}px`;
    });
    return { columns, template: [`${first}px`, ...tracks].join(' '), width: sum() };
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
