// Who is signed in, and what every page knows from the start.

import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { getBootstrap, setPreference } from './calls.ts';
import { ApiError, setToken } from './client.ts';
import type { Bootstrap, ListCategory } from './contract.ts';

export const newQueryClient = () =>
    new QueryClient({
        defaultOptions: {
            queries: {
                staleTime: 30_000,
                gcTime: 10 * 60_000,
                refetchOnWindowFocus: false,
                retry: (count, error) =>
                    count < 2 &&
                    error instanceof ApiError &&
                    (error.status === 0 || error.status >= 502),
            },
        },
    });

/** Reads what the server wrote into the page, else asks for it. Throws ApiError 401. */
export async function loadBootstrap(): Promise<Bootstrap> {
    const inlined = document.getElementById('bootstrap')?.textContent;
    const bootstrap = inlined ? (JSON.parse(inlined) as Bootstrap) : await getBootstrap();
    setToken(bootstrap.csrf);
    return bootstrap;
}

/** Sends a person who is not signed in to the sign-in page and back afterwards. */
export function goToSignIn() {
    const here = location.pathname + location.search;
    location.assign(`/login?next=${encodeURIComponent(here)}`);
}

const BootstrapContext = createContext<Bootstrap | null>(null);
export const BootstrapProvider = BootstrapContext.Provider;

export function useBootstrap(): Bootstrap {
    const bootstrap = useContext(BootstrapContext);
    if (!bootstrap) throw new Error('No bootstrap above this component');
    return bootstrap;
}

/** The list menu, with the lists that this person has saved since the page was loaded. */
export function useLists(): { lists: ListCategory[]; refresh: () => void } {
    const client = useQueryClient();
    const { lists } = useBootstrap();
    const queryKey = ['list_menu'];
    const query = useQuery({
        queryKey,
        queryFn: async () => (await getBootstrap()).lists,
        initialData: lists,
        staleTime: Number.POSITIVE_INFINITY,
    });
    return { lists: query.data, refresh: () => void client.invalidateQueries({ queryKey }) };
}

const changed = new Map<string, string>();
const listeners = new Set<() => void>();
const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
};

/** A preference of the signed-in person: its value and a function that changes it at once. */
export function usePreference(name: string, fallback = ''): [string, (value: string) => void] {
    const { preferences } = useBootstrap();
    const value = useSyncExternalStore(
        listen,
        () => changed.get(name) ?? preferences[name] ?? fallback,
    );
    const set = useCallback(
        (next: string) => {
            changed.set(name, next);
            for (const listener of listeners) listener();
            setPreference(name, next).catch(() => {});
        },
        [name],
    );
    return [value, set];
}

export { useQueryClient };
