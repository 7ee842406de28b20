// Rows of a list: pages, live changes, changes made here.

import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { getList, type ListRequest } from '~/api/calls.ts';
import type { List, Row } from '~/api/contract.ts';
import { useInterest, useLiveEvent } from '~/api/live.tsx';

export type ListKey = Omit<ListRequest, 'cursor' | 'sys_ids' | 'limit'>;

const nothing: Row[] = [];
const flashTime = 2400;

export function useListData(request: ListKey) {
    const client = useQueryClient();
    const queryKey = ['list', request];
    const query = useInfiniteQuery({
        queryKey,
        queryFn: ({ pageParam, signal }) =>
            getList({ ...request, ...(pageParam && { cursor: pageParam, limit: 500 }) }, signal),
        initialPageParam: '',
        getNextPageParam: (last: List) => last.next_cursor ?? undefined,
        placeholderData: (before, from) =>
            (from?.queryKey[1] as ListKey | undefined)?.table === request.table
                ? before
                : undefined,
    });
    const rows = query.data?.pages.flatMap((page) => page.rows) ?? nothing;
    const change = (edit: (rows: Row[]) => Row[]) =>
        client.setQueryData<InfiniteData<List>>(
            queryKey,
            (data) =>
                data && {
                    ...data,
                    pages: data.pages.map((page) => ({ ...page, rows: edit(page.rows) })),
                },
        );
    const replace = (sys_id: string, edit: (row: Row) => Row) =>
        change((all) => all.map((row) => (row.sys_id === sys_id ? edit(row) : row)));
    const { flashing, waiting, settle } = useLiveRows(request, query.data?.pages[0], rows, change);
    const refresh = () => {
        settle();
        return query.refetch();
    };
    const list = query.data?.pages[0];
    const takeNew = useEffectEvent(() => {
        if (waiting > 0 && list?.live === 'auto' && !document.querySelector(inUse)) void refresh();
    });
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever rows have come
    useEffect(() => takeNew(), [waiting]);
    return { query, list, rows, replace, flashing, waiting, refresh };
}

/** Somebody points at a row or has selected some: then nothing may move by itself. */
const inUse = '[role="grid"]:hover, [role="grid"] [aria-selected="true"]';

/** Refetches rows that changed elsewhere; counts those that came, for the person to ask for. */
function useLiveRows(
    request: ListKey,
    list: List | undefined,
    rows: Row[],
    change: (edit: (rows: Row[]) => Row[]) => void,
) {
    const [flashing, setFlashing] = useState<ReadonlySet<string>>(new Set());
    const [waiting, setWaiting] = useState(0);
    const pending = useRef(new Set<string>());
    const timer = useRef(0);
    const key = JSON.stringify(request);
    const wanted = list && list.live !== 'never';
    useInterest(wanted ? { kind: 'list', key, table: request.table, query: list.query } : null);
    useEffect(() => () => clearTimeout(timer.current), []);

    const flush = async () => {
        const changed = [...pending.current];
        pending.current.clear();
        const known = changed.filter((id) => rows.some((row) => row.sys_id === id));
        const fresh = await getList({ ...request, sys_ids: changed.slice(0, 100).join(',') }).catch(
            () => null,
        );
        if (!fresh) return;
        const byId = new Map(fresh.rows.map((row) => [row.sys_id, row]));
        change((all) =>
            all.flatMap((row) => {
                const now = byId.get(row.sys_id);
                if (now) return [now];
                return known.includes(row.sys_id) ? [] : [row];
            }),
        );
        setWaiting((n) => n + fresh.rows.filter((row) => !known.includes(row.sys_id)).length);
        setFlashing(new Set(known));
        setTimeout(() => setFlashing(new Set()), flashTime);
    };
    useLiveEvent('list', (event) => {
        if (event.key !== key) return;
        if (!event.sys_id || list?.live === 'refresh') {
            setWaiting((n) => n + 1);
            return;
        }
        pending.current.add(event.sys_id);
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => void flush(), 300);
    });
    return { flashing, waiting, settle: () => setWaiting(0) };
}
