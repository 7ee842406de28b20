// What the portal knows about cases: their table, and rows by column name. Words, tones, filters and
// actions come from the server.

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import {
    type Choice,
    getList,
    type List,
    type ListMenuEntry,
    type Tone,
    useBootstrap,
    useInterest,
    useLiveEvent,
} from '~/api/index.ts';

export const table = 'sn_customerservice_case';
export const view = 'csm';
const columns = 'number,short_description,state,priority,account,product,contact,sys_updated_on';

export interface Progress {
    text: string;
    tone: Tone;
}

/** Progress as the customer understands it: the hint of the state, else its label. */
export function progress(choices: Choice[] | undefined, value: string, label: string): Progress {
    const choice = choices?.find((one) => one.value === value || one.label === label);
    return { text: choice?.hint || label || value, tone: choice?.tone ?? 'neutral' };
}

export interface Case {
    sys_id: string;
    number: string;
    subject: string;
    progress: Progress;
    account: string;
    product: string;
    updated: string;
}

/** The lists of cases: what waits for this person, what goes on, and the rest. */
export function useCaseLists(): ListMenuEntry[] {
    const { portal_lists = [] } = useBootstrap();
    return portal_lists.flatMap((category) => category.lists).filter((one) => one.table === table);
}

export function casesOf(list: List): Case[] {
    const at = (name: string) => list.columns.findIndex((column) => column.name === name);
    const index = Object.fromEntries(columns.split(',').map((name) => [name, at(name)]));
    return list.rows.map((row) => {
        const value = (name: string) => row.v[index[name] ?? -1] ?? '';
        const shown = (name: string) => row.d?.[index[name] ?? -1] ?? value(name);
        return {
            sys_id: row.sys_id,
            number: value('number'),
            subject: value('short_description'),
            progress: progress(list.choices?.state, value('state'), shown('state')),
            account: shown('account'),
            product: shown('product'),
            updated: value('sys_updated_on'),
        };
    });
}

/** Cases of a query, page by page, fresh whenever one of them changes, enters or leaves. */
export function useCases(query: string, limit = 25) {
    const client = useQueryClient();
    const key = `portal:${query}`;
    useInterest({ kind: 'list', key, table, query });
    useLiveEvent('list', (event) => {
        if (event.key === key) void client.invalidateQueries({ queryKey: ['cases', query] });
    });
    return useInfiniteQuery({
        queryKey: ['cases', query, limit],
        queryFn: ({ pageParam, signal }) =>
            getList(
                { table, query, view, fields: columns, limit, cursor: pageParam || undefined },
                signal,
            ),
        initialPageParam: '',
        getNextPageParam: (last) => last.next_cursor ?? undefined,
        select: ({ pages }) => {
            const [first] = pages;
            // Only the first page says what columns and choices mean.
            const cases = pages.flatMap((page) => casesOf({ ...first, ...page } as List));
            return { total: first?.total ?? 0, cases };
        },
    });
}
