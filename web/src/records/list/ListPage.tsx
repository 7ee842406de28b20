// Any table as a list.

import { useQuery } from '@tanstack/react-query';
import { Columns3, Plus, RefreshCw } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { getSchema, saveList } from '~/api/calls.ts';
import type { List, ListAction, Row } from '~/api/contract.ts';
import { printQuery, withoutOrder } from '~/api/encoded_query/index.ts';
import { useLists, usePreference } from '~/api/session.ts';
import { useLinks } from '~/fields/index.ts';
import {
    Button,
    countText,
    Failed,
    IconButton,
    Loading,
    plural,
    Skeleton,
    t,
    toast,
    useShortcuts,
} from '~/kit/index.ts';
import { FilterBar, parseFor } from '../filter/index.ts';
import { ActionDialog } from '../record/ActionDialog.tsx';
import { BulkBar } from './BulkBar.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { EditFields } from './EditFields.tsx';
import { Grid } from './Grid.tsx';
import { ExportMenu, GroupMenu, NoRows, SkeletonRows } from './ListParts.tsx';
import { SaveList } from './SaveList.tsx';
import { useEdits } from './useEdits.tsx';
import { useListData } from './useListData.ts';
import './list.css';

export interface ListState {
    query?: string | undefined;
    group?: string | undefined;
}

export interface ListPageProps extends ListState {
    table: string;
    list?: string | undefined;
    /** Filter, order or grouping changed: keep it in the address. */
    onState: (state: ListState) => void;
    /** Prefilled values of a new row, as an encoded query; undefined = no New button. */
    newQuery?: string | undefined;
    /** Inside a record: no title, conditions that cannot be removed. */
    embedded?: boolean;
    /** Rows only, without head and selection bar. */
    plain?: boolean;
    onOrder?: ((ids: { table: string; sys_id: string }[]) => void) | undefined;
    onTitle?: (title: string) => void;
    lead?: ReactNode; // before the title
}

export default function ListPage(props: ListPageProps) {
    const { table, list: listId, query: wanted, group, onState } = props;
    const [columns, setColumns] = usePreference(`list.columns.${table}`);
    const request = {
        table,
        list: listId,
        query: wanted,
        group,
        fields: (!props.plain && columns) || undefined,
    };
    const data = useListData(request);
    const { list, rows } = data;
    const schema = useQuery({
        queryKey: ['schema', table],
        queryFn: () => getSchema(table),
        staleTime: 600_000,
    }).data;
    const links = useLinks();
    const { refresh: refreshLists } = useLists();
    const query = wanted ?? list?.query ?? '';
    const edits = useEdits(table, data, list);
    const selection = useSelection(rows);
    const [asked, setAsked] = useState<ListAction | null>(null);
    const [dialog, setDialog] = useState<'columns' | 'edit' | 'save' | null>(null);
    const setQuery = (next: string) => onState({ query: next, group });
    const create = () => {
        const prefill = props.newQuery ? `?query=${encodeURIComponent(props.newQuery)}` : '';
        links?.open(`${links.url(table, '-1')}${prefill}`);
    };
    const { onTitle } = props;
    const tell = useEffectEvent((title: string) => onTitle?.(title));
    const title = list?.title;
    useEffect(() => {
        if (title) tell(title);
    }, [title]);
    useShortcuts(
        props.embedded
            ? []
            : [
                  {
                      keys: 'shift+alt+r',
                      label: t('Refresh the list'),
                      group: t('List'),
                      run: () => void data.refresh(),
                  },
                  { keys: 'shift+alt+n', label: t('New record'), group: t('List'), run: create },
              ],
    );
    if (!list && data.query.error)
        return (
            <Failed
                error={data.query.error}
                what={t('This list')}
                retry={() => void data.query.refetch()}
            />
        );
    const sort = list ? sortOf(query, list) : [];
    const orderQuery = (field: string, add: boolean) => {
        const parsed = parseFor(query, schema);
        const before = sort.find((one) => one.field === field);
        const next = {
            field,
            descending: before ? !before.desc : /_on$|_at$|date/.test(field),
            group: false,
        };
        const others = add ? parsed.order.filter((one) => one.field !== field && !one.group) : [];
        setQuery(printQuery({ ...parsed, order: [...others, next] }));
    };
    const actions = list?.actions.filter((one) => one.scope !== 'list') ?? [];
    const run = (action: ListAction, values?: Record<string, string>) => {
        if (action.form && !values) {
            setAsked(action);
            return;
        }
        setAsked(null);
        const target = selection.everything
            ? { query: list?.query ?? '' }
            : { sys_ids: [...selection.ids] };
        void edits
            .act(action, { ...target, ...(values && { values }) })
            .then((ok) => ok && selection.clear());
    };
    const openRow = (row: Row, background: boolean) => {
        props.onOrder?.(rows.map((one) => ({ table: one.table ?? table, sys_id: one.sys_id })));
        links?.open(links.url(row.table ?? table, row.sys_id), background);
    };
    return (
        <section
            className="list"
            aria-label={props.embedded ? undefined : (list?.title ?? t('List'))}
        >
            {!props.plain && (
                <header className="list-head">
                    {props.lead}
                    {!props.embedded && (
                        <h1 className="clip">
                            {list?.title ?? <Skeleton width={200} height={18} />}
                        </h1>
                    )}
                    {list && (
                        <span className="dim num">
                            {countText({ count: list.total, exact: list.exact })}
                        </span>
                    )}
                    {data.waiting > 0 && (
                        <button
                            type="button"
                            className="pill t-info fresh"
                            onClick={() => void data.refresh()}
                        >
                            {plural(data.waiting, '{n} new or moved', '{n} new or moved')}
                        </button>
                    )}
                    {!!list?.hidden_columns && (
                        <span className="dim">
                            {plural(
                                list.hidden_columns,
                                '{n} column is not available to you',
                                '{n} columns are not available to you',
                            )}
                        </span>
                    )}
                    <span className="grow" />
                    <IconButton
                        label={t('Refresh')}
                        shortcut="Shift Alt R"
                        onClick={() => void data.refresh()}
                        aria-busy={data.query.isFetching}
                    >
                        <RefreshCw size={15} className={data.query.isRefetching ? 'turning' : ''} />
                    </IconButton>
                    {list?.can.export && (
                        <ExportMenu table={table} query={list.query} columns={list.columns} />
                    )}
                    {!props.embedded && (
                        <Button
                            icon={<Columns3 size={14} />}
                            disabled={!schema}
                            onClick={() => setDialog('columns')}
                            className="wide-only"
                        >
                            {t('Columns')}
                        </Button>
                    )}
                    {list?.can.create && (
                        <Button
                            look={props.embedded ? 'default' : 'primary'}
                            icon={<Plus size={14} />}
                            onClick={create}
                        >
                            {t('New {label}', { label: list.label.toLowerCase() })}
                        </Button>
                    )}
                </header>
            )}
            {!props.embedded && (
                <div className="list-filter">
                    <FilterBar
                        query={query}
                        schema={schema}
                        known={withoutOrder(query) === list?.query ? list.chips : []}
                        onChange={setQuery}
                    />
                    <span className="grow" />
                    {list && (
                        <GroupMenu
                            list={list}
                            schema={schema}
                            group={group}
                            onGroup={(name) => onState({ query: wanted, group: name })}
                        />
                    )}
                    {list?.can.save_list && (
                        <Button
                            look="quiet"
                            className="wide-only"
                            onClick={() => setDialog('save')}
                        >
                            {t('Save as')}
                        </Button>
                    )}
                </div>
            )}
            {!list && (
                <Loading retry={() => void data.query.refetch()}>
                    <SkeletonRows />
                </Loading>
            )}
            {list && rows.length === 0 && (
                <NoRows
                    list={list}
                    filtered={query !== '' && !props.embedded}
                    onClear={() => setQuery('')}
                    onCreate={list.can.create && !props.plain ? create : undefined}
                />
            )}
            {list && rows.length > 0 && (
                <Grid
                    list={list}
                    rows={rows}
                    label={list.title}
                    chosenColumns={columns !== '' && !props.plain}
                    plain={props.plain}
                    selected={selection.ids}
                    flashing={data.flashing}
                    errors={edits.errors}
                    busy={edits.busy}
                    sort={sort}
                    onSort={orderQuery}
                    onOpen={openRow}
                    onSelect={selection.set}
                    editing={edits.editing}
                    onEdit={edits.edit}
                    editor={edits.editor}
                    onMore={() => {
                        if (data.query.hasNextPage && !data.query.isFetchingNextPage)
                            void data.query.fetchNextPage();
                    }}
                />
            )}
            {selection.ids.size > 0 && list && (
                <BulkBar
                    selected={selection.ids.size}
                    loaded={rows.length}
                    total={list.total}
                    everything={selection.everything}
                    actions={actions}
                    progress={edits.progress}
                    onEverything={selection.all}
                    onAction={run}
                    onEdit={selection.everything || !schema ? undefined : () => setDialog('edit')}
                    onClear={selection.clear}
                />
            )}
            {asked?.form && (
                <ActionDialog
                    title={asked.label}
                    ask={asked.form}
                    table={table}
                    sys_id=""
                    errors={{}}
                    busy={false}
                    destructive={asked.style === 'destructive'}
                    onSubmit={(values) => run(asked, values)}
                    onClose={() => setAsked(null)}
                />
            )}
            {dialog === 'columns' && schema && list && (
                <ColumnChooser
                    schema={schema}
                    columns={list.columns}
                    onClose={() => setDialog(null)}
                    onApply={(names) => {
                        setColumns(names?.join(',') ?? '');
                        setDialog(null);
                    }}
                />
            )}
            {dialog === 'edit' && schema && (
                <EditFields
                    schema={schema}
                    count={selection.ids.size}
                    onClose={() => setDialog(null)}
                    onApply={(values) => {
                        setDialog(null);
                        void edits.many([...selection.ids], values);
                    }}
                />
            )}
            {dialog === 'save' && list && (
                <SaveList
                    onClose={() => setDialog(null)}
                    onSave={async (label) => {
                        await saveList({ label, table, query, ...(columns && { columns }) });
                        toast(t('Saved to My lists'));
                        refreshLists();
                        setDialog(null);
                    }}
                />
            )}
        </section>
    );
}

function sortOf(query: string, list: List): List['sort'] {
    const order = parseFor(query, undefined).order.filter((one) => !one.group);
    return order.length
        ? order.map((one) => ({ field: one.field, desc: one.descending }))
        : list.sort;
}

function useSelection(rows: Row[]) {
    const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
    const [everything, setEverything] = useState(false);
    const set = (sys_ids: string[], on: boolean) => {
        const next = new Set(ids);
        for (const one of sys_ids) on ? next.add(one) : next.delete(one);
        setIds(next);
        setEverything(false);
    };
    const all = () => {
        setIds(new Set(rows.map((row) => row.sys_id)));
        setEverything(true);
    };
    const clear = () => {
        setIds(new Set());
        setEverything(false);
    };
    return { ids, everything, set, all, clear };
}
