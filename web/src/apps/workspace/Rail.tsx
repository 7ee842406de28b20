import { CircleQuestionMark, Settings } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { ListCategory, ListMenuEntry, NavigationItem } from '~/api/contract.ts';
import { useBootstrap } from '~/api/session.ts';
import { t } from '~/kit/index.ts';
import { iconOf } from './icons.ts';
import { base, listPath, type Place, parsePath } from './paths.ts';
import type { Tabs } from './tabs.ts';

export function Rail({ tabs, active, onHelp }: { tabs: Tabs; active: Place; onHelp: () => void }) {
    const bootstrap = useBootstrap();
    const items = bootstrap.navigation?.length ? bootstrap.navigation : standard(bootstrap.lists);
    const go = (path: string) => (event: MouseEvent) => {
        if (event.metaKey || event.shiftKey) return;
        event.preventDefault();
        tabs.open(path, { background: event.ctrlKey });
    };
    return (
        <nav className="rail" aria-label={t('Main')}>
            <img
                className="mark"
                src={bootstrap.theme?.logo ?? '/favicon.svg'}
                alt=""
                width="30"
                height="30"
            />
            {items.map((item) => {
                const Icon = iconOf(item.icon ?? item.id);
                const path = `${base}/${item.path}`;
                return (
                    <a
                        key={item.id}
                        href={path}
                        aria-label={item.label}
                        data-tip={item.label}
                        data-tip-side="end"
                        aria-current={isCurrent(active, path, items) ? 'page' : undefined}
                        onClick={go(path)}
                    >
                        <Icon size={19} strokeWidth={1.8} aria-hidden="true" />
                        {!!item.badge && <span className="badge num">{item.badge}</span>}
                        <span className="word">{item.label}</span>
                    </a>
                );
            })}
            <span className="space" />
            <button
                type="button"
                aria-label={t('Keyboard shortcuts')}
                data-tip={t('Keyboard shortcuts')}
                data-tip-side="end"
                onClick={onHelp}
                className="wide-only"
            >
                <CircleQuestionMark size={19} strokeWidth={1.8} aria-hidden="true" />
            </button>
            {bootstrap.apps.studio && (
                <a
                    href="/now/admin/"
                    aria-label={t('Admin studio')}
                    data-tip={t('Admin studio')}
                    data-tip-side="end"
                    className="wide-only"
                >
                    <Settings size={19} strokeWidth={1.8} aria-hidden="true" />
                </a>
            )}
        </nav>
    );
}

/** Without navigation from the server: home, the lists, and the mail log for those who may read it. */
function standard(lists: ListCategory[]): NavigationItem[] {
    const all = lists.flatMap((category) => category.lists);
    const item = (id: string, label: string, entry: ListMenuEntry | undefined) =>
        entry
            ? [
                  {
                      id,
                      label,
                      icon: id,
                      path: listPath(entry.table, { list: entry.id }).slice(base.length + 1),
                  },
              ]
            : [];
    return [
        { id: 'home', label: t('Home'), icon: 'home', path: 'home' },
        ...item('list', t('Lists'), all[0]),
        ...item(
            'mail',
            t('Mail log'),
            all.find((entry) => entry.table === 'sys_email'),
        ),
    ];
}

/** The entry for a list stands for all lists that have no entry of their own. */
function isCurrent(active: Place, path: string, items: NavigationItem[]): boolean {
    const own = parsePath(path);
    if (own.page !== active.page) return false;
    if (own.page !== 'list' || active.page !== 'list') return true;
    const exact = (item: NavigationItem) => {
        const place = parsePath(`${base}/${item.path}`);
        return place.page === 'list' && place.table === active.table;
    };
    const best = items.find(exact) ?? items.find((item) => item.path.startsWith('list'));
    return best !== undefined && `${base}/${best.path}` === path;
}
