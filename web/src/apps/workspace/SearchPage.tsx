import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { getSearch } from '~/api/calls.ts';
import { RecordLink, useSettled } from '~/fields/index.ts';
import { Await, countText, Empty, Skeleton, TabList, t } from '~/kit/index.ts';
import { searchPath } from './paths.ts';
import type { Tabs } from './tabs.ts';

export default function SearchPage({ q, tabs }: { q: string; tabs: Tabs }) {
    const [text, setText] = useState(q);
    const [table, setTable] = useState('');
    const settled = useSettled(text.trim(), 200);
    const query = useQuery({
        queryKey: ['search', settled],
        queryFn: ({ signal }) => getSearch(settled, undefined, signal),
        enabled: settled.length > 1,
        placeholderData: (before) => before,
    });
    const found = query.data?.groups ?? [];
    const shown = table ? found.filter((group) => group.table === table) : found;
    return (
        <div className="searchpage">
            <div className="searchfield">
                <Search size={16} aria-hidden="true" />
                <input
                    className="input"
                    type="search"
                    aria-label={t('Search')}
                    placeholder={t('Search cases, customers, articles')}
                    autoFocus
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                    onBlur={() => tabs.open(searchPath(text.trim()), { replace: true })}
                />
            </div>
            {settled.length > 1 ? (
                <Await query={query} what={t('The search')} skeleton={<Skeleton height={200} />}>
                    {() =>
                        found.every((group) => group.rows.length === 0) ? (
                            <Empty
                                title={t('Nothing found for {text}.', { text: settled })}
                                text={t('Check the spelling, or try a number.')}
                            />
                        ) : (
                            <>
                                <TabList
                                    label={t('Where')}
                                    className="tablist flat"
                                    selected={table}
                                    onSelect={setTable}
                                    tabs={[
                                        { id: '', label: t('All') },
                                        ...found.map((group) => ({
                                            id: group.table,
                                            label: group.label,
                                            count: group.total,
                                        })),
                                    ]}
                                />
                                {shown.map((group) => (
                                    <section key={group.table}>
                                        <h2>
                                            {group.label}{' '}
                                            <span className="dim num">
                                                {countText({
                                                    count: group.total,
                                                    exact: group.exact ?? true,
                                                })}
                                            </span>
                                        </h2>
                                        {group.rows.map((row) => (
                                            <div className="hit" key={row.sys_id}>
                                                <RecordLink table={row.table} sys_id={row.sys_id}>
                                                    {row.number && (
                                                        <span className="num">{row.number} </span>
                                                    )}
                                                    <Marked text={row.title} words={settled} />
                                                </RecordLink>
                                                {row.subtitle && (
                                                    <div className="dim clip">{row.subtitle}</div>
                                                )}
                                                {row.snippet && (
                                                    <div className="sub">
                                                        <Marked
                                                            text={row.snippet}
                                                            words={settled}
                                                        />
                                                    </div>
                                                )}
                                            </div>
                                        ))}
                                    </section>
                                ))}
                            </>
                        )
                    }
                </Await>
            ) : (
                <Empty
                    title={t('Type at least two letters.')}
                    text={t('Numbers such as CS0001234 jump straight to the record.')}
                />
            )}
        </div>
    );
}

/** The text with the words that were searched for marked. */
export function Marked({ text, words }: { text: string; words: string }) {
    const parts = words
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (parts.length === 0) return text;
    return text.split(new RegExp(`(${parts.join('|')})`, 'gi')).map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
        index % 2 ? <mark key={index}>{part}</mark> : part,
    );
}
