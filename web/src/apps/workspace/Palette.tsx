// One field for everything: actions, open tabs, records, lists. `>` actions only, `#` numbers only.

import { useQuery } from '@tanstack/react-query';
import { FileText, List, Search, Zap } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { getSearch } from '~/api/calls.ts';
import { useLists } from '~/api/session.ts';
import { useSettled } from '~/fields/index.ts';
import { activeShortcuts, keyText, t } from '~/kit/index.ts';
import { listPath, parsePath, recordPath, searchPath } from './paths.ts';
import type { Tabs } from './tabs.ts';

interface Item {
    id: string;
    label: string;
    detail?: string | undefined;
    keys?: string | undefined;
    icon: ReactNode;
    run: (background: boolean) => void;
}
interface Group {
    label: string;
    items: Item[];
}

export default function Palette({ tabs, onClose }: { tabs: Tabs; onClose: () => void }) {
    const [text, setText] = useState('');
    const [active, setActive] = useState(0);
    const [shortcuts] = useState(() =>
        activeShortcuts().filter((one) => !/^Search/.test(one.label)),
    );
    const dialog = useRef<HTMLDialogElement>(null);
    const id = useId();
    const prefix = /^[>#@?]/.exec(text)?.[0] ?? '';
    const words = text.slice(prefix.length).trim();
    const q = useSettled(words, 120);
    const query = useQuery({
        queryKey: ['search', q],
        queryFn: ({ signal }) => getSearch(q, prefix === '@' ? 'sys_user' : undefined, signal),
        enabled: q.length > 1 && prefix !== '>' && prefix !== '?',
        placeholderData: (before) => before,
    });
    const { lists } = useLists();
    const groups = groupsOf();
    const items = groups.flatMap((group) => group.items);
    const current = items[Math.min(active, items.length - 1)];
    useEffect(() => {
        if (!dialog.current?.open) dialog.current?.showModal();
    }, []);
    useEffect(() => {
        dialog.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
    });

    function groupsOf(): Group[] {
        const fits = (label: string) => label.toLowerCase().includes(words.toLowerCase());
        const actions: Item[] = shortcuts
            .filter((one) => fits(one.label))
            .map((one) => ({
                id: `a ${one.label}`,
                label: one.label,
                detail: one.group,
                keys: one.keys,
                icon: <Zap size={15} />,
                run: () => one.run(),
            }));
        const own = tabs.state.tabs.filter((tab) => tab.title && fits(tab.title));
        const recent: Item[] = own.map((tab) => ({
            id: `t ${tab.id}`,
            label: tab.title,
            icon: parsePath(tab.path).page === 'list' ? <List size={15} /> : <FileText size={15} />,
            run: () => tabs.open(tab.path),
        }));
        const found: Group[] = (words ? (query.data?.groups ?? []) : []).map((group) => ({
            label: group.label,
            items: group.rows.slice(0, 6).map((row) => ({
                id: `r ${row.sys_id}`,
                label: [row.number, row.title].filter(Boolean).join(' '),
                detail: row.subtitle,
                icon: <FileText size={15} />,
                run: (background) => tabs.open(recordPath(row.table, row.sys_id), { background }),
            })),
        }));
        const menu: Item[] = lists.flatMap((category) =>
            category.lists
                .filter((list) => fits(list.label))
                .map((list) => ({
                    id: `l ${list.id}`,
                    label: list.label,
                    detail: category.label,
                    icon: <List size={15} />,
                    run: (background: boolean) =>
                        tabs.open(listPath(list.table, { list: list.id }), { background }),
                })),
        );
        const all: Item = {
            id: 'search',
            label: t('Search everywhere for {text}', { text: words }),
            icon: <Search size={15} />,
            run: () => tabs.open(searchPath(words)),
        };
        if (prefix === '>' || prefix === '?')
            return compact([{ label: t('Actions'), items: actions }]);
        if (prefix === '#' || prefix === '@') return compact(found);
        return compact([
            {
                label: t('Actions'),
                items: actions.filter((one) => words || one.detail !== t('Everywhere')).slice(0, 5),
            },
            { label: t('Open now'), items: recent.slice(0, 5) },
            ...found,
            { label: t('Lists'), items: menu.slice(0, 5) },
            { label: t('More'), items: words.length > 1 ? [all] : [] },
        ]);
    }

    const run = (item: Item | undefined, background: boolean) => {
        if (!item) return;
        if (!background) {
            dialog.current?.close();
            onClose();
        }
        item.run(background);
    };
    const keys = (event: KeyboardEvent) => {
        const last = items.length - 1;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setActive(
                event.key === 'ArrowDown' ? Math.min(last, active + 1) : Math.max(0, active - 1),
            );
        }
        if (event.key === 'Enter') {
            event.preventDefault();
            run(current, event.ctrlKey || event.metaKey);
        }
    };
    return (
        <dialog
            ref={dialog}
            className="dialog palette"
            aria-label={t('Search or run a command')}
            onCancel={onClose}
            onClose={onClose}
            onClick={(event) => event.target === event.currentTarget && onClose()}
        >
            <div className="palette-field">
                <Search size={17} aria-hidden="true" />
                <input
                    role="combobox"
                    aria-expanded="true"
                    aria-controls={id}
                    aria-activedescendant={current ? `${id} ${current.id}` : undefined}
                    aria-label={t('Search or run a command')}
                    placeholder={t('Search cases, customers, lists, or run an action')}
                    autoFocus
                    value={text}
                    onChange={(event) => {
                        setText(event.target.value);
                        setActive(0);
                    }}
                    onKeyDown={keys}
                />
            </div>
            <div className="hits" role="listbox" id={id} aria-label={t('Results')}>
                {groups.map((group) => (
                    <div key={group.label} role="group" aria-label={group.label}>
                        <div className="menu-label">{group.label}</div>
                        {group.items.map((item) => (
                            <div
                                key={item.id}
                                id={`${id} ${item.id}`}
                                role="option"
                                tabIndex={-1}
                                aria-selected={item === current}
                                data-active={item === current || undefined}
                                className="menu-item"
                                onClick={(event) => run(item, event.ctrlKey || event.metaKey)}
                            >
                                {item.icon}
                                <span className="clip">{item.label}</span>
                                {item.detail && <span className="dim clip">{item.detail}</span>}
                                {item.keys && <kbd className="kbd">{keyText(item.keys)}</kbd>}
                            </div>
                        ))}
                    </div>
                ))}
                {items.length === 0 && (
                    <div className="menu-label">
                        {query.isFetching ? t('Searching') : t('Nothing found')}
                    </div>
                )}
            </div>
            <div className="palette-foot dim">
                <span>
                    <kbd className="kbd">↵</kbd> {t('open')}
                </span>
                <span>
                    <kbd className="kbd">{keyText('ctrl+enter')}</kbd> {t('in the background')}
                </span>
                <span>
                    <kbd className="kbd">&gt;</kbd> {t('actions')}
                </span>
                <span>
                    <kbd className="kbd">#</kbd> {t('numbers')}
                </span>
            </div>
        </dialog>
    );
}

const compact = (groups: Group[]) => groups.filter((group) => group.items.length > 0);
