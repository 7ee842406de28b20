import { Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useBootstrap } from '~/api/index.ts';
import { Await, Empty, plural, t } from '~/kit/index.ts';
import { CaseRows, RowsLoading } from './CaseRows.tsx';
import { useCaseLists, useCases } from './cases.ts';

const escaped = (text: string) => text.replaceAll('^', '^^');

/** The words of the search box as a condition: a number, else words of the subject. */
function searched(text: string, query: string): string {
    const words = text.trim();
    if (!words) return query;
    const field = /^[a-z]{2,}\d+$/i.test(words) ? 'number' : 'short_description';
    return `${field}LIKE${escaped(words)}^${query}`;
}

export function CaseList() {
    const { user } = useBootstrap();
    const [asked, ask] = useSearchParams();
    const [text, setText] = useState(asked.get('q') ?? '');
    const lists = useCaseLists();
    // Whoever searches means all cases, whoever comes without a wish those that are open.
    const usual = asked.get('q') ? lists.at(-1) : (lists[1] ?? lists[0]);
    const chosen = lists.find((one) => one.id === asked.get('list')) ?? usual;
    const cases = useCases(searched(asked.get('q') ?? '', chosen?.query ?? ''));
    const set = (name: string, value: string) =>
        ask((now) => {
            if (value) now.set(name, value);
            else now.delete(name);
            return now;
        });
    return (
        <div className="p-wrap p-page">
            <div className="p-title">
                <h1>{t('Cases')}</h1>
                <Link href="/new" className="p-btn">
                    <Plus size={17} /> {t('Create a case')}
                </Link>
            </div>
            <div className="p-filters">
                <div role="group" aria-label={t('Show')}>
                    {lists.map((one) => (
                        <button
                            key={one.id}
                            type="button"
                            aria-pressed={one.id === chosen?.id}
                            onClick={() => set('list', one.id)}
                        >
                            {one.label}
                        </button>
                    ))}
                </div>
                <form
                    role="search"
                    onSubmit={(event) => {
                        event.preventDefault();
                        set('q', text.trim());
                    }}
                >
                    <Search size={16} aria-hidden="true" />
                    <input
                        type="search"
                        aria-label={t('Number or words of the subject')}
                        placeholder={t('Number or subject')}
                        value={text}
                        onChange={(event) => {
                            setText(event.target.value);
                            if (!event.target.value) set('q', '');
                        }}
                    />
                </form>
            </div>
            <Await query={cases} what={t('The list')} skeleton={<RowsLoading />}>
                {({ cases: found, total }) =>
                    found.length ? (
                        <>
                            <p className="p-meta" role="status">
                                {plural(total, '{n} case', '{n} cases', { n: total })}
                            </p>
                            <CaseRows cases={found} account={!user.external} />
                            {cases.hasNextPage && (
                                <button
                                    type="button"
                                    className="p-btn sec p-more"
                                    disabled={cases.isFetchingNextPage}
                                    onClick={() => void cases.fetchNextPage()}
                                >
                                    {t('Show more')}
                                </button>
                            )}
                        </>
                    ) : (
                        <Nothing
                            filtered={chosen !== undefined}
                            clear={() => {
                                setText('');
                                ask({ list: lists.at(-1)?.id ?? '' });
                            }}
                        />
                    )
                }
            </Await>
        </div>
    );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
    if (filtered)
        return (
            <Empty
                title={t('No case matches.')}
                action={{ label: t('Show all cases'), run: clear }}
            />
        );
    return (
        <Empty
            title={t('You have no cases yet.')}
            text={<Link href="/new">{t('Create a case')}</Link>}
        />
    );
}
