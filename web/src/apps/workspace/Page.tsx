// The page at an address.

import { PanelLeft } from 'lucide-react';
import { lazy } from 'react';
import { useLists, usePreference } from '~/api/session.ts';
import { IconButton, t } from '~/kit/index.ts';
import { ListMenu } from './ListMenu.tsx';
import { listPath, type Place, parsePath, recordPath } from './paths.ts';
import type { Tabs } from './tabs.ts';

const HomePage = lazy(() => import('./HomePage.tsx'));
const SearchPage = lazy(() => import('./SearchPage.tsx'));
const ListPage = lazy(() => import('~/records/list/ListPage.tsx'));
const RecordPage = lazy(() => import('~/records/record/RecordPage.tsx'));

export function Page({ id, path, tabs }: { id: string; path: string; tabs: Tabs }) {
    const place = parsePath(path);
    if (place.page === 'home') return <HomePage tabs={tabs} />;
    if (place.page === 'search') return <SearchPage q={place.q} tabs={tabs} />;
    if (place.page === 'list') return <ListWithMenu id={id} place={place} tabs={tabs} />;
    return (
        <RecordPage
            table={place.table}
            sys_id={place.sys_id}
            view={place.view}
            query={place.query}
            onTitle={(title, dirty) => tabs.describe(id, title, dirty)}
            onCreated={(table, sys_id) => {
                tabs.describe(id, '', false);
                tabs.moved(id, recordPath(table, sys_id));
            }}
        />
    );
}

type ListProps = { id: string; place: Extract<Place, { page: 'list' }>; tabs: Tabs };

function ListWithMenu({ id, place, tabs }: ListProps) {
    const { table, list, query, group } = place;
    const [menu, setMenu] = usePreference(
        'workspace.list_menu',
        matchMedia('(max-width: 1023px)').matches ? 'shut' : 'open',
    );
    const open = menu === 'open';
    const { lists } = useLists();
    const entry = lists.flatMap((category) => category.lists).find((one) => one.id === list);
    return (
        <div className={open ? 'lists' : 'lists shut'}>
            {open && (
                <ListMenu active={list ?? ''} id={id} tabs={tabs} onClose={() => setMenu('shut')} />
            )}
            <ListPage
                key={`${table} ${list ?? ''}`}
                table={table}
                list={list}
                query={query}
                group={group}
                newQuery={query ?? entry?.query}
                onState={(state) => tabs.moved(id, listPath(table, { list, ...state }))}
                onOrder={(order) => {
                    tabs.order = order;
                }}
                onTitle={(title) => tabs.describe(id, entry?.label ?? title)}
                lead={
                    !open && (
                        <IconButton label={t('Show lists')} onClick={() => setMenu('open')}>
                            <PanelLeft size={16} />
                        </IconButton>
                    )
                }
            />
        </div>
    );
}
