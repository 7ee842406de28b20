import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { getCounts } from '~/api/calls.ts';
import type { Counts } from '~/api/contract.ts';
import { useInterest, useLiveEvent } from '~/api/live.tsx';

const most = 60;
const atMostEvery = 10_000;

/** Numbers of lists, kept fresh but asked for at most every ten seconds. */
export function useCounts(lists: string[]): Counts {
    const ids = lists.slice(0, most);
    const client = useQueryClient();
    const last = useRef(0);
    const queryKey = ['counts', ids];
    const query = useQuery({
        queryKey,
        queryFn: () => getCounts(ids),
        enabled: ids.length > 0,
        refetchInterval: 60_000,
    });
    useInterest(ids.length ? { kind: 'counts', lists: ids } : null);
    useLiveEvent('count', () => {
        const wait = Math.max(0, last.current + atMostEvery - Date.now());
        if (last.current > Date.now()) return;
        last.current = Date.now() + wait;
        setTimeout(() => void client.invalidateQueries({ queryKey }), wait);
    });
    return query.data ?? {};
}
