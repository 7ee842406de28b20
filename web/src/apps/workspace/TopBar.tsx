import { FileText, List, Plus, Search, X } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useBootstrap } from '~/api/session.ts';
import { IconButton, keyText, Menu, MenuItem, t } from '~/kit/index.ts';
import { Notifications } from './Notifications.tsx';
import { listPath, parsePath, recordPath } from './paths.ts';
import type { Tab, Tabs, TabsState } from './tabs.ts';
import { UserMenu } from './UserMenu.tsx';

export interface TopBarProps {
    tabs: Tabs;
    state: TabsState;
    onClose: (tab: Tab) => void;
    onSearch: () => void;
}

export function TopBar({ tabs, state, onClose, onSearch }: TopBarProps) {
    return (
        <header className="top">
            <nav className="worktabs" aria-label={t('Open tabs')}>
                {state.tabs.map((tab) => (
                    <TabItem
                        key={tab.id}
                        tab={tab}
                        on={tab.id === state.active}
                        tabs={tabs}
                        onClose={() => onClose(tab)}
                    />
                ))}
                <CreateMenu tabs={tabs} />
            </nav>
            <div className="topright">
                <button
                    type="button"
                    className="searchbtn"
                    onClick={onSearch}
                    aria-label={t('Search or jump to')}
                >
                    <Search size={14} aria-hidden="true" />
                    <span className="clip">{t('Search or jump to…')}</span>
                    <kbd className="kbd">{keyText('ctrl+k')}</kbd>
                </button>
                <Notifications />
                <UserMenu />
            </div>
        </header>
    );
}

type TabItemProps = { tab: Tab; on: boolean; tabs: Tabs; onClose: () => void };

function TabItem({ tab, on, tabs, onClose }: TabItemProps) {
    const place = parsePath(tab.path);
    const Icon = place.page === 'list' ? List : FileText;
    const title = tab.title || t('Loading');
    const ref = useRef<HTMLDivElement>(null);
    useEffect(() => {
        if (on) ref.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }, [on]);
    const click = (event: MouseEvent) => {
        if (event.button === 1) {
            event.preventDefault();
            onClose();
        } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
            event.preventDefault();
            tabs.open(tab.path);
        }
    };
    return (
        <div ref={ref} className="worktab" data-on={on || undefined}>
            <a
                href={tab.path}
                aria-current={on ? 'page' : undefined}
                onClick={click}
                onAuxClick={click}
                data-tip={title.length > 22 ? title : undefined}
            >
                <Icon size={15} strokeWidth={1.9} aria-hidden="true" />
                <span>{title}</span>
                {tab.dirty && (
                    <span
                        className="dot unsaved-dot"
                        role="img"
                        aria-label={t('Unsaved changes')}
                    />
                )}
            </a>
            <button
                type="button"
                className="x"
                aria-label={t('Close {name}', { name: title })}
                onClick={onClose}
            >
                <X size={13} />
            </button>
        </div>
    );
}

function CreateMenu({ tabs }: { tabs: Tabs }) {
    const { create = [], lists } = useBootstrap();
    if (create.length === 0 && lists.length === 0) return null;
    return (
        <Menu
            label={t('New')}
            trigger={(properties) => (
                <IconButton label={t('New')} className="ib newtab" {...properties}>
                    <Plus size={16} />
                </IconButton>
            )}
        >
            {create.map((one) => (
                <MenuItem key={one.table} onSelect={() => tabs.open(recordPath(one.table, '-1'))}>
                    {t('New {label}', { label: one.label.toLowerCase() })}
                </MenuItem>
            ))}
            {create.length > 0 && lists.length > 0 && <hr className="menu-line" />}
            {lists[0]?.lists.slice(0, 6).map((list) => (
                <MenuItem
                    key={list.id}
                    onSelect={() => tabs.open(listPath(list.table, { list: list.id }))}
                >
                    {list.label}
                </MenuItem>
            ))}
        </Menu>
    );
}
