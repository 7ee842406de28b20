// The frame around all pages: rail, tabs, search, and the pages that are kept alive.

import { Activity, lazy, Suspense, useEffect, useState } from 'react';
import { useCatchUp, useOnline, useSending } from '~/api/live.tsx';
import { useBootstrap, usePreference } from '~/api/session.ts';
import { LinksProvider } from '~/fields/index.ts';
import { Boundary, Confirm, clock, Toasts, t, toast, useShortcuts } from '~/kit/index.ts';
import { useAppearance } from './appearance.ts';
import { Page } from './Page.tsx';
import { base, homePath, listPath, parsePath, recordPath } from './paths.ts';
import { Rail } from './Rail.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { TopBar } from './TopBar.tsx';
import { type Tab, Tabs, useTabs } from './tabs.ts';

const loadPalette = () => import('./Palette.tsx');
const Palette = lazy(loadPalette);
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog.tsx'));

export function Shell() {
    const [saved, setSaved] = usePreference('workspace.tabs');
    const [tabs] = useState(() => new Tabs(restore(saved), location.pathname + location.search));
    const state = useTabs(tabs);
    const [palette, setPalette] = useState(false);
    const [help, setHelp] = useState(false);
    const [closing, setClosing] = useState<Tab | null>(null);
    useAppearance();
    useCatchUp();
    useSending();
    useEffect(() => {
        // Fetched while idle: what is typed right after Ctrl K must not be lost.
        const timer = setTimeout(() => void loadPalette(), 600);
        return () => clearTimeout(timer);
    }, []);
    useEffect(() => {
        tabs.onFull = () => toast(t('20 tabs with unsaved changes are open. Close one first.'));
    }, [tabs]);
    const stored = JSON.stringify(state.tabs.map(({ path, title }) => ({ path, title })));
    useEffect(() => {
        if (stored === saved) return;
        const timer = setTimeout(() => setSaved(stored), 1500);
        return () => clearTimeout(timer);
    }, [stored, saved, setSaved]);
    useTitle(state.tabs.find((tab) => tab.id === state.active));
    useLeaveGuard(state.tabs.some((tab) => tab.dirty));
    const { lists } = useBootstrap();
    const close = (tab: Tab) => (tab.dirty ? setClosing(tab) : tabs.close(tab.id));
    const step = (by: number) => {
        const to = tabs.neighbour(by);
        if (to) tabs.open(recordPath(to.table, to.sys_id));
    };
    const firstList = lists[0]?.lists[0];
    const goLists = () => firstList && tabs.open(listPath(firstList.table, { list: firstList.id }));
    const group = t('Everywhere');
    useShortcuts([
        { keys: 'ctrl+k', label: t('Search or run a command'), group, run: () => setPalette(true) },
        { keys: 'ctrl+alt+g', label: t('Search'), group, run: () => setPalette(true) },
        { keys: 'ctrl+/', label: t('Keyboard shortcuts'), group, run: () => setHelp(true) },
        { keys: 'g h', label: t('Go to the home page'), group, run: () => tabs.open(homePath()) },
        { keys: 'g l', label: t('Go to the lists'), group, run: () => void goLists() },
        { keys: '[', label: t('Previous record of the list'), group, run: () => step(-1) },
        { keys: ']', label: t('Next record of the list'), group, run: () => step(1) },
        {
            keys: 'ctrl+alt+1',
            label: t('Focus the navigation'),
            group,
            run: () => focus('.rail a'),
        },
        { keys: 'ctrl+alt+2', label: t('Focus the tabs'), group, run: () => focus('.worktabs a') },
        {
            keys: 'ctrl+alt+3',
            label: t('Focus the page'),
            group,
            run: () =>
                focus('.shell-page:not([hidden]) [role=tab], .shell-page:not([hidden]) .grid'),
        },
        {
            keys: 'shift+alt+x',
            label: t('Focus the side panel'),
            group,
            run: () => focus('.shell-page:not([hidden]) .cstrip [role=tab]'),
        },
        {
            keys: 'shift+alt+t',
            label: t('Focus the first action'),
            group,
            run: () => focus('.shell-page:not([hidden]) .ractions button'),
        },
        {
            keys: 'shift+alt+f',
            label: t('Focus the first field'),
            group,
            run: () =>
                focus('.shell-page:not([hidden]) .f button, .shell-page:not([hidden]) .f input'),
        },
    ]);
    const shown = ['home', 'search', ...state.tabs.map((tab) => tab.id)].filter((id) =>
        state.alive.includes(id),
    );
    const links = {
        url: recordPath,
        open: (url: string, background?: boolean) => openAnywhere(tabs, url, background ?? false),
    };
    return (
        <LinksProvider value={links}>
            <div className="shell">
                <a className="skip" href="#main">
                    {t('Skip to content')}
                </a>
                <Rail
                    tabs={tabs}
                    active={parsePath(tabs.activeTab?.path ?? `${base}/${state.active}`)}
                    onHelp={() => setHelp(true)}
                />
                <TopBar
                    tabs={tabs}
                    state={state}
                    onClose={close}
                    onSearch={() => setPalette(true)}
                />
                <main id="main" tabIndex={-1}>
                    <OfflineBar />
                    {shown.map((id) => (
                        <Activity key={id} mode={id === state.active ? 'visible' : 'hidden'}>
                            <div className="shell-page" hidden={id !== state.active}>
                                <Boundary>
                                    <Suspense>
                                        <Page
                                            id={id}
                                            path={
                                                state.tabs.find((tab) => tab.id === id)?.path ??
                                                `${base}/${id}`
                                            }
                                            tabs={tabs}
                                        />
                                    </Suspense>
                                </Boundary>
                            </div>
                        </Activity>
                    ))}
                </main>
            </div>
            <Suspense>
                {palette && <Palette tabs={tabs} onClose={() => setPalette(false)} />}
                {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
            </Suspense>
            {closing && (
                <Confirm
                    destructive
                    question={t('Close {name} and lose the unsaved changes?', {
                        name: closing.title,
                    })}
                    verb={t('Close tab')}
                    onNo={() => setClosing(null)}
                    onYes={() => {
                        tabs.close(closing.id);
                        setClosing(null);
                    }}
                />
            )}
            <SignInAgain />
            <Toasts />
        </LinksProvider>
    );
}

function restore(text: string): Pick<Tab, 'path' | 'title'>[] {
    try {
        const all: unknown = JSON.parse(text || '[]');
        return Array.isArray(all)
            ? all.filter((one) => typeof one?.path === 'string' && typeof one?.title === 'string')
            : [];
    } catch {
        return [];
    }
}

const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();

function openAnywhere(tabs: Tabs, url: string, background: boolean) {
    if (url.startsWith(`${base}/`)) tabs.open(url, { background });
    else if (/^(https?:)?\/\//.test(url)) window.open(url, '_blank', 'noopener');
    else location.assign(url);
}

function useTitle(tab: Tab | undefined) {
    const name = useBootstrap().theme?.name ?? 'Stead';
    const title = tab?.title ? `${tab.dirty ? '● ' : ''}${tab.title}, ${name}` : name;
    useEffect(() => {
        document.title = title;
    }, [title]);
}

function useLeaveGuard(dirty: boolean) {
    useEffect(() => {
        if (!dirty) return;
        const ask = (event: BeforeUnloadEvent) => event.preventDefault();
        addEventListener('beforeunload', ask);
        return () => removeEventListener('beforeunload', ask);
    }, [dirty]);
}

function OfflineBar() {
    const { online, since } = useOnline();
    if (online) return null;
    return (
        <div className="banner t-waiting" role="status">
            {t('Offline since {time}. You can read what is open and keep writing.', {
                time: clock(new Date(since)),
            })}
        </div>
    );
}
