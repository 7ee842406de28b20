// A list of any table in the portal, as its csm view says.

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { getList, type List, type ListMenuEntry } from '~/api/index.ts';
import { Await, Empty, plural, t } from '~/kit/index.ts';
import { view } from './cases.ts';
import { usePages } from './pages.ts';
import { textFor } from './words.ts';

const most = 50;

function useRows(list: ListMenuEntry) {
    const { table, query } = list;
    return useInfiniteQuery({
        queryKey: ['browse', list.id],
        queryFn: ({ pageParam, signal }) =>
            getList({ table, query, view, limit: most, cursor: pageParam || undefined }, signal),
        initialPageParam: '',
        getNextPageParam: (last) => last.next_cursor ?? undefined,
        select: ({ pages }): List | undefined =>
            pages[0] && { ...pages[0], rows: pages.flatMap((page) => page.rows) },
    });
}

function Rows({ list }: { list: List }) {
    const { columns, rows } = list;
    return (
        <table className="p-table">
            <thead>
                <tr>
                    {columns.map((column) => (
                        <th key={column.name} scope="col">
                            {column.label}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody>
                {rows.map((row) => (
                    <tr key={row.sys_id}>
                        {columns.map((column, i) => {
                            const value = row.v[i] ?? '';
                            const text = textFor(column.type, value, row.d?.[i] ?? value);
                            return (
                                <td key={column.name} data-label={column.label} dir="auto">
                                    {i === 0 ? (
                                        <Link href={`/show/${list.table}/${row.sys_id}`}>
                                            {text || t('(empty)')}
                                        </Link>
                                    ) : (
                                        text
                                    )}
                                </td>
                            );
                        })}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Listing({ list }: { list: ListMenuEntry }) {
    const query = useRows(list);
    return (
        <Await query={query} what={list.label}>
            {(found) =>
                found?.rows.length ? (
                    <>
                        <p className="p-meta" role="status">
                            {plural(found.total, '{n} entry', '{n} entries')}
                        </p>
                        <Rows list={found} />
                        {query.hasNextPage && (
                            <button
                                type="button"
                                className="p-btn sec p-more"
                                disabled={query.isFetchingNextPage}
                                onClick={() => void query.fetchNextPage()}
                            >
                                {t('Show more')}
                            </button>
                        )}
                    </>
                ) : (
                    <Empty title={t('There is nothing here yet.')} />
                )
            }
        </Await>
    );
}

export function Browse({ id }: { id: string }) {
    const [asked, ask] = useSearchParams();
    const page = usePages().find((one) => one.id === id);
    if (!page)
        return (
            <div className="p-wrap">
                <Empty title={t('There is no such page.')} />
            </div>
        );
    const list = page.lists.find((one) => one.id === asked.get('list')) ?? page.lists[0];
    return (
        <div className="p-wrap p-page">
            <div className="p-title">
                <h1>{page.label}</h1>
            </div>
            {page.lists.length > 1 && (
                <div className="p-filters">
                    <div role="group" aria-label={t('Show')}>
                        {page.lists.map((one) => (
                            <button
                                key={one.id}
                                type="button"
                                aria-pressed={one === list}
                                onClick={() => ask({ list: one.id })}
                            >
                                {one.label}
                            </button>
                        ))}
                    </div>
                </div>
            )}
            {list && <Listing key={list.id} list={list} />}
        </div>
    );
}
