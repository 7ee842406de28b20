import {
    type KeyboardEvent,
    type ReactNode,
    useEffect,
    useLayoutEffect,
    useRef,
    useState,
} from 'react';
import type { Column, List, Row } from '~/api/contract.ts';
import { t } from '~/kit/index.ts';
import { layOut } from './columns.ts';
import { GridRow, GroupRow, Header } from './GridParts.tsx';

export interface GridProps {
    list: List;
    rows: Row[];
    label: string;
    chosenColumns: boolean;
    plain?: boolean | undefined; // nothing to select
    selected: ReadonlySet<string>;
    flashing: ReadonlySet<string>;
    errors: Readonly<Record<string, string>>; // by "sys_id column"
    busy: ReadonlySet<string>;
    sort: { field: string; desc?: boolean }[];
    onSort: (field: string, add: boolean) => void;
    onOpen: (row: Row, background: boolean) => void;
    onSelect: (sys_ids: string[], on: boolean) => void;
    editing: { sys_id: string; column: string } | null;
    onEdit: (sys_id: string, column: string | null) => void;
    editor: (row: Row, column: Column) => ReactNode;
    onMore: () => void;
}

type Item = { row: Row } | { group: string; label: string; count: number; open: boolean };

export function Grid(props: GridProps) {
    const { list, rows, selected, onSelect } = props;
    const ref = useRef<HTMLDivElement>(null);
    const { width, height, rowHeight, narrow } = useSize(ref);
    const [first, setFirst] = useState(0);
    const [active, setActive] = useState(0);
    const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
    const items = itemsOf(list, rows, closed);
    const layout = layOut(list.columns, width, props.chosenColumns, props.plain);
    const visible = Math.ceil(height / rowHeight);
    const from = Math.max(0, first - 8);
    const to = Math.min(items.length, first + visible + 8);
    const { onMore } = props;
    const nearEnd = to >= items.length - 40;
    useEffect(() => {
        if (nearEnd) onMore();
    }, [nearEnd, onMore]);

    const anchor = useRef(0);
    const move = (index: number) => {
        const next = Math.max(0, Math.min(items.length - 1, index));
        setActive(next);
        scrollTo(ref.current, next, rowHeight);
    };
    const toggle = (sys_id: string, extend: boolean) => {
        const index = items.findIndex((item) => 'row' in item && item.row.sys_id === sys_id);
        const span = extend ? between(items, anchor.current, index) : [sys_id];
        onSelect(span, !selected.has(sys_id));
        anchor.current = index;
    };
    const keys = (event: KeyboardEvent) => {
        if (event.target !== event.currentTarget) return;
        const item = items[active];
        const row = item && 'row' in item ? item.row : undefined;
        const step = stepOf(event, visible, items.length, active);
        if (step !== undefined) {
            event.preventDefault();
            if (event.shiftKey && row) onSelect([row.sys_id], true);
            move(step);
        } else if (act(event, row, list, props, toggle)) event.preventDefault();
    };
    const all = rows.length > 0 && rows.every((row) => selected.has(row.sys_id));
    const check = useRef<HTMLInputElement>(null);
    useLayoutEffect(() => {
        if (check.current) check.current.indeterminate = selected.size > 0 && !all;
    });
    return (
        <div
            ref={ref}
            className={['grid', narrow ? 'narrow' : '', props.plain ? 'plain' : ''].join(' ')}
            role="grid"
            tabIndex={0}
            aria-label={props.label}
            aria-rowcount={list.total + 1}
            aria-colcount={layout.columns.length + 1}
            aria-multiselectable="true"
            aria-activedescendant={rows.length ? `${list.table}-row-${active}` : undefined}
            onKeyDown={keys}
            onScroll={(event) =>
                setFirst(Math.floor(event.currentTarget.scrollTop / rowHeight / 4) * 4)
            }
            style={{ '--columns': layout.template } as React.CSSProperties}
        >
            <div className="gh" role="row" aria-rowindex={1} style={{ minWidth: layout.width }}>
                <div role="columnheader">
                    {props.plain ? (
                        <span className="vh">{t('Row')}</span>
                    ) : (
                        <input
                            ref={check}
                            type="checkbox"
                            className="check"
                            tabIndex={-1}
                            aria-label={t('Select all loaded rows')}
                            checked={all}
                            onChange={() =>
                                onSelect(
                                    rows.map((row) => row.sys_id),
                                    !all,
                                )
                            }
                        />
                    )}
                </div>
                {layout.columns.map((column) => (
                    <Header
                        key={column.name}
                        column={column}
                        sort={props.sort}
                        onSort={props.onSort}
                    />
                ))}
            </div>
            <div
                role="rowgroup"
                className="gb"
                style={{ height: items.length * rowHeight, minWidth: layout.width }}
            >
                {items.slice(from, to).map((item, i) => {
                    const index = from + i;
                    const top = index * rowHeight;
                    if (!('row' in item))
                        return (
                            <GroupRow
                                key={`g ${item.group}`}
                                item={item}
                                top={top}
                                id={`${list.table}-row-${index}`}
                                active={index === active}
                                index={index}
                                onToggle={() => setClosed(flip(closed, item.group))}
                            />
                        );
                    const { row } = item;
                    return (
                        <GridRow
                            key={row.sys_id}
                            row={row}
                            list={list}
                            layout={layout}
                            index={index}
                            top={top}
                            narrow={narrow}
                            active={index === active}
                            selected={selected.has(row.sys_id)}
                            flashing={props.flashing.has(row.sys_id)}
                            errors={props.errors}
                            busy={props.busy}
                            editing={
                                props.editing?.sys_id === row.sys_id ? props.editing.column : null
                            }
                            editor={props.editor}
                            onEdit={props.onEdit}
                            onToggle={toggle}
                            onActive={setActive}
                        />
                    );
                })}
            </div>
        </div>
    );
}

const flip = (set: ReadonlySet<string>, one: string) => {
    const next = new Set(set);
    if (!next.delete(one)) next.add(one);
    return next;
};

function useSize(ref: React.RefObject<HTMLElement | null>) {
    const [size, setSize] = useState({ width: 1172, height: 800, rowHeight: 36, narrow: false });
    useLayoutEffect(() => {
        const element = ref.current;
        if (!element) return;
        const measure = () => {
            if (element.clientWidth === 0) return; // hidden
            const narrow = element.clientWidth < 620;
            const plain =
                Number.parseInt(getComputedStyle(element).getPropertyValue('--row'), 10) || 36;
            setSize({
                width: element.clientWidth,
                height: element.clientHeight,
                rowHeight: narrow ? 64 : plain,
                narrow,
            });
        };
        measure();
        const observer = new ResizeObserver(measure);
        observer.observe(element);
        return () => observer.disconnect();
    }, [ref]);
    return size;
}

function itemsOf(list: List, rows: Row[], closed: ReadonlySet<string>): Item[] {
    const index = list.columns.findIndex((column) => column.name === list.group);
    if (!list.group || !list.groups?.length || index < 0) return rows.map((row) => ({ row }));
    return list.groups.flatMap((group): Item[] => {
        const open = !closed.has(group.value);
        const own = rows.filter((row) => (row.v[index] ?? '') === group.value);
        const head = {
            group: group.value,
            label: group.label || t('(empty)'),
            count: group.count,
            open,
        };
        return [head, ...(open ? own.map((row) => ({ row })) : [])];
    });
}

function between(items: Item[], a: number, b: number): string[] {
    const part = items.slice(Math.min(a, b), Math.max(a, b) + 1);
    return part.flatMap((item) => ('row' in item ? [item.row.sys_id] : []));
}

function scrollTo(element: HTMLElement | null, index: number, rowHeight: number) {
    if (!element) return;
    const head = 32;
    const top = index * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    const bottom = top + rowHeight + head - element.clientHeight;
    if (bottom > element.scrollTop) element.scrollTop = bottom;
}

function stepOf(event: KeyboardEvent, page: number, count: number, at: number): number | undefined {
    if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
    const steps: Record<string, number> = {
        ArrowDown: at + 1,
        j: at + 1,
        ArrowUp: at - 1,
        k: at - 1,
        PageDown: at + page,
        PageUp: at - page,
        Home: 0,
        End: count - 1,
    };
    return steps[event.key];
}

export type Toggle = (sys_id: string, extend: boolean) => void;

function act(
    event: KeyboardEvent,
    row: Row | undefined,
    list: List,
    props: GridProps,
    toggle: Toggle,
): boolean {
    if (!row || event.altKey) return false;
    const key = event.key.toLowerCase();
    const background = event.ctrlKey || event.metaKey;
    if (key === 'enter' || (key === 'o' && !background)) {
        props.onOpen(row, background);
        return true;
    }
    if (background) return false;
    if (key === ' ' || key === 'x') {
        toggle(row.sys_id, event.shiftKey);
        return true;
    }
    const column = columnFor(
        key,
        list.columns.filter((one) => one.editable),
    );
    if (column) props.onEdit(row.sys_id, column.name);
    return column !== undefined;
}

const columnFor = (key: string, editable: Column[]) => {
    if (key === 'e') return editable[0];
    if (key === 's') return editable.find((one) => one.look === 'state');
    if (key === 'p') return editable.find((one) => one.look === 'priority');
    if (key === 'a') return editable.find((one) => one.look === 'person');
    return undefined;
};
