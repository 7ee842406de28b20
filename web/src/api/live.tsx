// The event stream for components.

import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { StreamEvents } from './contract.ts';
import { outbox } from './outbox.ts';
import type { EventName, Interest, Live } from './stream.ts';

const LiveContext = createContext<Live | null>(null);
export const LiveProvider = LiveContext.Provider;

/** Calls `listener` for every event of this name while the component is shown. */
export function useLiveEvent<N extends EventName>(
    name: N,
    listener: (event: StreamEvents[N]) => void,
) {
    const live = useContext(LiveContext);
    const hear = useEffectEvent(listener);
    useEffect(() => live?.on(name, (event) => hear(event)), [live, name]);
}

/** Asks the server for events about something while the component is shown. */
export function useInterest(interest: Interest | null) {
    const live = useContext(LiveContext);
    const text = interest && JSON.stringify(interest);
    useEffect(() => (text ? live?.want(JSON.parse(text) as Interest) : undefined), [live, text]);
}

export const useOutbox = () => useSyncExternalStore(outbox.subscribe, () => outbox.waiting);

/** Sends what waits whenever the server is back. Once per application. */
export function useSending() {
    const { online } = useOnline();
    const client = useQueryClient();
    useEffect(() => {
        outbox.onSent = () => void client.invalidateQueries();
    }, [client]);
    useEffect(() => {
        if (!online) return;
        void outbox.flush();
        const timer = setInterval(() => void outbox.flush(), 10_000);
        return () => clearInterval(timer);
    }, [online]);
}

/** After a break in which events were missed, everything that is shown is asked for again. */
export function useCatchUp() {
    const client = useQueryClient();
    useLiveEvent('reload', () => void client.invalidateQueries());
}

const online = { online: true, since: 0 };
const never = () => () => {};

/** Whether the server can be reached, and since when that is so. */
export function useOnline() {
    const live = useContext(LiveContext);
    return useSyncExternalStore(
        live ? (listener) => live.onState(listener) : never,
        () => live?.state ?? online,
    );
}
