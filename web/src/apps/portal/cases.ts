// What the portal knows about cases: the table, states in the customer's words, rows by column name.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getList, type List, type Tone, useInterest, useLiveEvent } from '~/api/index.ts';

export const table = 'sn_customerservice_case';
export const view = 'csm';
const columns = 'number,short_description,state,priority,account,product,contact,sys_updated_on';

export interface Case {
    sys_id: string;
    number: string;
    subject: string;
    state: string;
    stateLabel: string;
    account: string;
    product: string;
    updated: string;
}

/** Progress as the customer understands it; unknown states keep their own label. */
const words: Record<string, [string, Tone]> = {
    '1': ['Received', 'info'],
    '10': ['We are working on it', 'progress'],
    '18': ['We wait for you', 'waiting'],
    '6': ['Solved, please confirm', 'positive'],
    '3': ['Closed', 'neutral'],
    '7': ['Cancelled', 'neutral'],
};
export const progress = (state: string, label: string): [string, Tone] =>
    words[state] ?? [label, 'neutral'];

export const waitsForYou = 'stateIN18,6^ORDERBYDESCsys_updated_on';
export const isOpen = 'stateNOT IN3,7^ORDERBYDESCsys_updated_on';
export const isClosed = 'stateIN3,7^ORDERBYDESCsys_updated_on';
export const all = 'ORDERBYDESCsys_updated_on';

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
            state: value('state'),
            stateLabel: shown('state'),
            account: shown('account'),
            product: shown('product'),
            updated: value('sys_updated_on'),
        };
    });
}

/** Cases of a query, fresh whenever one of them changes, enters or leaves. */
export function useCases(query: string, limit = 100) {
    const client = useQueryClient();
    const key = `portal:${query}`;
    useInterest({ kind: 'list', key, table, query });
    useLiveEvent('list', (event) => {
        if (event.key === key) void client.invalidateQueries({ queryKey: ['cases', query] });
    });
    return useQuery({
        queryKey: ['cases', query, limit],
        queryFn: ({ signal }) => getList({ table, query, view, fields: columns, limit }, signal),
        select: (list) => ({ total: list.total, cases: casesOf(list) }),
    });
}
