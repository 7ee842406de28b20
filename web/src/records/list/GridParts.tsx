// What a grid consists of: column heads, group lines, rows.

import { ArrowDown, ArrowUp, ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { Column, List, Row } from '~/api/contract.ts';
import { matches } from '~/api/encoded_query/index.ts';
import { t } from '~/kit/index.ts';
import { Cell, type CellProps } from './Cell.tsx';
import { cellValue, type Layout } from './columns.ts';
import type { GridProps, Toggle } from './Grid.tsx';

type HeaderProps = { column: Column } & Pick<GridProps, 'sort' | 'onSort'>;

export function Header({ column, sort, onSort }: HeaderProps) {
    const own = sort.find((one) => one.field === column.name);
    const Arrow = own?.desc ? ArrowDown : ArrowUp;
    const label = (
        <>
            <span className="clip">{column.label}</span>
            {own && <Arrow size={12} aria-hidden="true" />}
        </>
    );
    return (
        <div
            role="columnheader"
            aria-sort={own ? (own.desc ? 'descending' : 'ascending') : undefined}
            className={column.align === 'end' ? 'end' : ''}
        >
            {column.sortable === false ? (
                label
            ) : (
                <button
                    type="button"
                    tabIndex={-1}
                    onClick={(event) => onSort(column.name, event.shiftKey)}
                >
                    {label}
                </button>
            )}
        </div>
    );
}

type GroupRowProps = {
    item: { label: string; count: number; open: boolean };
    top: number;
    id: string;
    index: number;
    active: boolean;
    onToggle: () => void;
};

export function GroupRow({ item, top, id, index, active, onToggle }: GroupRowProps) {
    const Icon = item.open ? ChevronDown : ChevronRight;
    return (
        <div
            role="row"
            id={id}
            aria-rowindex={index + 2}
            aria-expanded={item.open}
            className="gr group"
            data-active={active || undefined}
            style={{ transform: `translateY(${top}px)` }}
        >
            <div role="gridcell">
                <button type="button" tabIndex={-1} onClick={onToggle}>
                    <Icon size={14} aria-hidden="true" />
                    <b>{item.label}</b>
                    <span className="dim num">{item.count}</span>
                </button>
            </div>
        </div>
    );
}

type GridRowProps = {
    row: Row;
    list: List;
    layout: Layout;
    index: number;
    top: number;
    narrow: boolean;
    active: boolean;
    selected: boolean;
    flashing: boolean;
    editing: string | null;
    onToggle: Toggle;
    onActive: (index: number) => void;
} & Pick<GridProps, 'errors' | 'busy' | 'editor' | 'onEdit'>;

export const GridRow = memo(function GridRow(props: GridRowProps) {
    const { row, list, layout, index, selected, active } = props;
    const signs = signsOf(row, list);
    const link = list.columns.find((one) => one.link);
    const linkText = link ? (cellValue(row, list.columns.indexOf(link)).value ?? '') : '';
    const shown = props.narrow ? narrowColumns(list.columns) : layout.columns;
    return (
        <div
            className="gr"
            role="row"
            id={`${list.table}-row-${index}`}
            aria-rowindex={index + 2}
            aria-selected={selected}
            data-selected={selected || undefined}
            data-active={active || undefined}
            data-flash={props.flashing || undefined}
            style={{ transform: `translateY(${props.top}px)` }}
            onClick={() => props.onActive(index)}
        >
            <div role="gridcell">
                <input
                    type="checkbox"
                    className="check"
                    tabIndex={-1}
                    aria-label={t('Select {name}', { name: linkText })}
                    checked={selected}
                    onChange={(event) =>
                        props.onToggle(row.sys_id, (event.nativeEvent as MouseEvent).shiftKey)
                    }
                />
            </div>
            {shown.map((column) => {
                const own = `${row.sys_id} ${column.name}`;
                const cell: CellProps = {
                    column,
                    value: cellValue(row, list.columns.indexOf(column)),
                    choices: list.choices?.[column.name],
                    table: row.table ?? list.table,
                    sys_id: row.sys_id,
                    signs: column.link ? signs : undefined,
                    error: props.errors[own],
                    busy: props.busy.has(own),
                    onEdit: props.onEdit,
                };
                return (
                    <div
                        role="gridcell"
                        key={column.name}
                        data-look={column.link ? 'link' : column.look}
                        className={column.align === 'end' ? 'end' : ''}
                    >
                        {props.editing === column.name ? (
                            props.editor(row, column)
                        ) : (
                            <Cell {...cell} />
                        )}
                    </div>
                );
            })}
        </div>
    );
});

/** Two lines on a phone: number, state and the text; then priority. */
function narrowColumns(columns: Column[]): Column[] {
    const link = columns.find((one) => one.link);
    const state = columns.find((one) => one.look === 'state');
    const priority = columns.find((one) => one.look === 'priority');
    const text = columns.find(
        (one) => one !== link && /description|subject|title|name/.test(one.name),
    );
    const found = [link, text ?? columns.find((one) => one !== link), state, priority];
    return [...new Set(found.filter((one) => one !== undefined))];
}

function signsOf(row: Row, list: List): string[] {
    const value = (name: string) => row.v[list.columns.findIndex((one) => one.name === name)] ?? '';
    const has = (name: string) => list.columns.some((one) => one.name === name);
    const styles = list.row_style ?? [];
    return styles.filter((style) => matches(style.when, { value, has })).map((style) => style.sign);
}
