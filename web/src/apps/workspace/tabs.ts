// The open tabs: up to 20, the ten used last are kept alive.

import { useSyncExternalStore } from 'react';
import { base, homePath, identity, parsePath } from './paths.ts';

export interface Tab {
    id: string;
    path: string;
    title: string;
    dirty?: boolean;
}

export interface TabsState {
    tabs: Tab[]; // in their order, home and search are pages without a tab
    active: string;
    alive: string[]; // ids, used last first
}

export const mostTabs = 20;
const mostAlive = 10;
const pages = ['home', 'search'];

export class Tabs {
    #state: TabsState;
    readonly #listeners = new Set<() => void>();
    /** Asked when a 21st tab is opened and none can be dropped. */
    onFull = () => {};
    /** The records of the list that was used last, for previous and next. */
    order: { table: string; sys_id: string }[] = [];

    constructor(restored: Pick<Tab, 'path' | 'title'>[], path: string) {
        const tabs = restored
            .slice(0, mostTabs)
            .map(({ path: at, title }) => ({ id: identity(at), path: at, title }));
        const unique = [...new Map(tabs.map((tab) => [tab.id, tab])).values()].filter(
            (tab) => !pages.includes(tab.id),
        );
        this.#state = { tabs: unique, active: 'home', alive: ['home'] };
        this.open(path.startsWith(`${base}/`) ? path : homePath(), { replace: true });
        addEventListener('popstate', () =>
            this.open(location.pathname + location.search, { keep: true }),
        );
    }

    get state() {
        return this.#state;
    }

    get activeTab() {
        return this.#state.tabs.find((tab) => tab.id === this.#state.active);
    }

    subscribe = (listener: () => void) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
    };

    #set(change: Partial<TabsState>) {
        this.#state = { ...this.#state, ...change };
        for (const listener of this.#listeners) listener();
    }

    /** Shows the page at this address: the tab that has it, or a new one. */
    open(path: string, how: { background?: boolean; replace?: boolean; keep?: boolean } = {}) {
        const id = identity(path);
        const known = pages.includes(id) || this.#state.tabs.some((tab) => tab.id === id);
        if (!known && !this.#makeRoom()) {
            this.onFull();
            return;
        }
        const tabs = known
            ? this.#state.tabs.map((tab) => (tab.id === id ? { ...tab, path } : tab))
            : [...this.#state.tabs, { id, path, title: '' }];
        if (how.background) {
            this.#set({ tabs });
            return;
        }
        const alive = [id, ...this.#state.alive.filter((one) => one !== id)].slice(0, mostAlive);
        this.#set({ tabs, active: id, alive });
        if (!how.keep) this.#show(path, how.replace ?? false);
    }

    #makeRoom(): boolean {
        const { tabs, alive, active } = this.#state;
        if (tabs.length < mostTabs) return true;
        const age = (tab: Tab) => (alive.includes(tab.id) ? alive.indexOf(tab.id) : mostTabs);
        const clean = tabs
            .filter((tab) => !tab.dirty && tab.id !== active)
            .sort((a, b) => age(b) - age(a));
        const [drop] = clean;
        if (drop)
            this.#set({
                tabs: tabs.filter((tab) => tab !== drop),
                alive: alive.filter((id) => id !== drop.id),
            });
        return drop !== undefined;
    }

    #show(path: string, replace: boolean) {
        if (path === location.pathname + location.search) return;
        if (replace) history.replaceState(null, '', path);
        else history.pushState(null, '', path);
    }

    close(id: string) {
        const { tabs, active, alive } = this.#state;
        const at = tabs.findIndex((tab) => tab.id === id);
        const left = tabs.filter((tab) => tab.id !== id);
        this.#set({ tabs: left, alive: alive.filter((one) => one !== id) });
        if (active !== id) return;
        const next = left[Math.min(at, left.length - 1)];
        this.open(next?.path ?? homePath());
    }

    /** The page of a tab has moved on: another filter, or the record it has just created. */
    moved(id: string, path: string) {
        const next = identity(path);
        const clash = next !== id && this.#state.tabs.some((tab) => tab.id === next);
        if (clash) {
            this.#set({ tabs: this.#state.tabs.filter((tab) => tab.id !== id) });
            this.open(path);
            return;
        }
        const { active, alive } = this.#state;
        const tabs = this.#state.tabs.map((tab) =>
            tab.id === id ? { ...tab, id: next, path } : tab,
        );
        const renamed = alive.map((one) => (one === id ? next : one));
        this.#set({ tabs, alive: renamed, active: active === id ? next : active });
        if (this.#state.active === next) this.#show(path, next === id);
    }

    describe(id: string, title: string, dirty = false) {
        const tab = this.#state.tabs.find((one) => one.id === id);
        if (!tab || (tab.title === title && (tab.dirty ?? false) === dirty)) return;
        this.#set({
            tabs: this.#state.tabs.map((one) => (one === tab ? { ...one, title, dirty } : one)),
        });
    }

    /** The record before or after the one shown, in the list it was opened from. */
    neighbour(step: number): { table: string; sys_id: string } | undefined {
        const place = parsePath(this.activeTab?.path ?? '');
        if (place.page !== 'record') return undefined;
        const at = this.order.findIndex((one) => one.sys_id === place.sys_id);
        return at < 0 ? undefined : this.order[at + step];
    }
}

export const useTabs = (tabs: Tabs) => useSyncExternalStore(tabs.subscribe, () => tabs.state);
