// What was said and done about a record: oldest on top, newest beside the composer.

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { Fragment, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { getActivity } from '~/api/calls.ts';
import type { ActivityEntry, ActivityPage } from '~/api/contract.ts';
import { useLiveEvent } from '~/api/live.tsx';
import { useBootstrap } from '~/api/session.ts';
import { useSettled } from '~/fields/index.ts';
import {
    Button,
    dayName,
    dayOf,
    Empty,
    Failed,
    IconButton,
    Loading,
    Skeleton,
    t,
} from '~/kit/index.ts';
import { Entry } from './Entry.tsx';

const filters = [
    { id: '', label: 'All' },
    { id: 'comment,email,chat', label: 'Public' },
    { id: 'work_note', label: 'Private' },
    { id: 'email', label: 'Email' },
    { id: 'change', label: 'Changes' },
    { id: 'file', label: 'Files' },
];

export interface ActivityProps {
    table: string;
    sys_id: string;
    /** What is shown now, oldest first. */
    onEntries: (entries: ActivityEntry[]) => void;
}

export function Activity({ table, sys_id, onEntries }: ActivityProps) {
    const [kinds, setKinds] = useState('');
    const [search, setSearch] = useState<string | null>(null);
    const q = useSettled(search ?? '', 250);
    const client = useQueryClient();
    const { user } = useBootstrap();
    const query = useInfiniteQuery({
        queryKey: ['activity', table, sys_id, kinds, q],
        queryFn: ({ pageParam }) =>
            getActivity({
                table,
                sys_id,
                kinds: kinds || undefined,
                q: q || undefined,
                before: pageParam || undefined,
            }),
        initialPageParam: '',
        getNextPageParam: (last: ActivityPage) => last.before ?? undefined,
        placeholderData: (before) => before,
    });
    useLiveEvent('activity', (event) => {
        if (event.sys_id !== sys_id) return;
        void client.invalidateQueries({ queryKey: ['activity', table, sys_id] });
    });
    const entries = [...(query.data?.pages ?? [])].reverse().flatMap((page) => page.entries);
    const stream = useRef<HTMLDivElement>(null);
    useStickToEnd(stream, entries);
    const tell = useEffectEvent(() => onEntries(entries));
    const last = entries.at(-1)?.id;
    useEffect(() => {
        if (last) tell();
    }, [last]);
    return (
        <>
            <div className="afilter">
                {filters.map((filter) => (
                    <button
                        type="button"
                        key={filter.id}
                        aria-pressed={kinds === filter.id}
                        onClick={() => setKinds(filter.id)}
                    >
                        {t(filter.label)}
                    </button>
                ))}
                <span className="grow" />
                {search === null ? (
                    <IconButton label={t('Search the activity')} onClick={() => setSearch('')}>
                        <Search size={14} />
                    </IconButton>
                ) : (
                    <input
                        className="input"
                        type="search"
                        aria-label={t('Search the activity')}
                        placeholder={t('Search')}
                        autoFocus
                        value={search}
                        onChange={(event) => setSearch(event.target.value)}
                        onBlur={() => search === '' && setSearch(null)}
                    />
                )}
            </div>
            <div className="stream" ref={stream} tabIndex={0} role="log" aria-label={t('Activity')}>
                {query.hasNextPage && (
                    <Button
                        look="quiet"
                        busy={query.isFetchingNextPage}
                        onClick={() => void query.fetchNextPage()}
                    >
                        {t('Show earlier')}
                    </Button>
                )}
                {query.isPending && (
                    <Loading>
                        <SkeletonStream />
                    </Loading>
                )}
                {query.error && !query.data && (
                    <Failed
                        error={query.error}
                        what={t('The activity')}
                        retry={() => void query.refetch()}
                    />
                )}
                {query.data && entries.length === 0 && (
                    <Empty
                        title={
                            kinds || q
                                ? t('Nothing of this kind.')
                                : t('Nothing has happened here yet.')
                        }
                        action={
                            kinds || q
                                ? {
                                      label: t('Show all'),
                                      run: () => {
                                          setKinds('');
                                          setSearch(null);
                                      },
                                  }
                                : undefined
                        }
                    />
                )}
                {entries.map((entry, index) => (
                    <Fragment key={entry.id}>
                        {dayOf(entry.at) !== dayOf(entries[index - 1]?.at ?? '') && (
                            <Day at={entry.at} />
                        )}
                        <Entry
                            entry={entry}
                            own={entry.by.sys_id === user.sys_id && entry.kind !== 'work_note'}
                        />
                    </Fragment>
                ))}
            </div>
        </>
    );
}

const Day = ({ at }: { at: string }) => (
    <div className="day">
        <span>{dayName(at)}</span>
    </div>
);

/** Stays at the newest entry unless the person has scrolled away from it. */
function useStickToEnd(ref: React.RefObject<HTMLDivElement | null>, entries: ActivityEntry[]) {
    const last = entries.at(-1)?.id;
    const near = useRef(true);
    useEffect(() => {
        const element = ref.current;
        const note = () => {
            if (element)
                near.current =
                    element.scrollHeight - element.scrollTop - element.clientHeight < 120;
        };
        element?.addEventListener('scroll', note, { passive: true });
        const observer = new ResizeObserver(() => {
            if (element && near.current) element.scrollTop = element.scrollHeight;
        });
        if (element) observer.observe(element);
        return () => {
            element?.removeEventListener('scroll', note);
            observer.disconnect();
        };
    }, [ref]);
    useLayoutEffect(() => {
        const element = ref.current;
        if (element && last && near.current) {
            element.scrollTop = element.scrollHeight;
        }
    }, [ref, last]);
}

const SkeletonStream = () => (
    <div className="skeleton-stream">
        {[64, 40, 88].map((height) => (
            <div key={height}>
                <Skeleton width={28} height={28} />
                <Skeleton height={height} />
            </div>
        ))}
    </div>
);
