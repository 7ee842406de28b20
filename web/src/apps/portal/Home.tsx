import { FilePlus2, Files, Search, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useBootstrap } from '~/api/index.ts';
import { Await, Empty, t } from '~/kit/index.ts';
import { CaseRows, RowsLoading } from './CaseRows.tsx';
import { useCaseLists, useCases } from './cases.ts';
import { usePages } from './pages.ts';

function SearchBox() {
    const [text, setText] = useState('');
    const [, go] = useLocation();
    return (
        <form
            className="p-search"
            role="search"
            onSubmit={(event) => {
                event.preventDefault();
                go(`/cases?q=${encodeURIComponent(text.trim())}`);
            }}
        >
            <Search size={20} aria-hidden="true" />
            <input
                aria-label={t('Search your cases')}
                placeholder={t('Search your cases')}
                value={text}
                onChange={(event) => setText(event.target.value)}
            />
            <button type="submit" className="p-btn">
                {t('Search')}
            </button>
        </form>
    );
}

function GetHelp() {
    const { user } = useBootstrap();
    const pages = usePages();
    return (
        <section>
            <h2>{t('Get help')}</h2>
            <div className="p-quick">
                <Link href="/new">
                    <FilePlus2 size={22} />
                    <span>
                        {user.external ? t('Create a case') : t('Create a case for a customer')}
                        <small>
                            {user.external
                                ? t('For a machine, an order or an invoice')
                                : t('You follow it as internal contact')}
                        </small>
                    </span>
                </Link>
                <Link href="/cases">
                    <Files size={22} />
                    <span>
                        {t('All your cases')}
                        <small>{t('Open and closed ones, with their files')}</small>
                    </span>
                </Link>
                {pages.map((page) => (
                    <Link key={page.id} href={page.path}>
                        <page.Icon size={22} />
                        <span>
                            {page.label}
                            {page.text && <small>{page.text}</small>}
                        </span>
                    </Link>
                ))}
                <Link href="/profile">
                    <UserRound size={22} />
                    <span>
                        {t('Your profile')}
                        <small>{t('Language, time zone, messages, password')}</small>
                    </span>
                </Link>
            </div>
        </section>
    );
}

function Part({ title, query, empty }: { title: string; query: string; empty: string | null }) {
    const { user } = useBootstrap();
    const cases = useCases(query, 20);
    if (empty === null && cases.data?.cases.length === 0) return null;
    return (
        <section>
            <h2>{title}</h2>
            <Await query={cases} what={title} skeleton={<RowsLoading />}>
                {({ cases: found }) =>
                    found.length ? (
                        <CaseRows cases={found} account={!user.external} />
                    ) : (
                        <Empty title={empty ?? ''} />
                    )
                }
            </Await>
        </section>
    );
}

export function Home() {
    const { user } = useBootstrap();
    const [waiting, open] = useCaseLists();
    const name = user.first_name ?? user.name;
    return (
        <>
            <div className="p-hero">
                <div className="p-wrap">
                    <h1>{t('What do you need help with, {name}?', { name })}</h1>
                    <SearchBox />
                </div>
            </div>
            <div className="p-wrap p-two">
                <div>
                    {waiting && (
                        <Part title={waiting.label} query={waiting.query ?? ''} empty={null} />
                    )}
                    {open && (
                        <Part
                            title={open.label}
                            query={open.query ?? ''}
                            empty={t('You have no open cases.')}
                        />
                    )}
                </div>
                <GetHelp />
            </div>
        </>
    );
}
