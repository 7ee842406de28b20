// Who else is at this record, and telling them what this person does here.

import { useEffect, useState } from 'react';
import { setPresence } from '~/api/calls.ts';
import type { PresenceCall, PresenceUser } from '~/api/contract.ts';
import { useLiveEvent } from '~/api/live.tsx';
import { useBootstrap } from '~/api/session.ts';

export type PresenceMode = PresenceCall['mode'];

const again = 60_000;

export function usePresence(table: string, sys_id: string) {
    const { user } = useBootstrap();
    const [mode, setMode] = useState<PresenceMode>('viewing');
    const [users, setUsers] = useState<PresenceUser[]>([]);
    useLiveEvent('presence', (event) => {
        if (event.sys_id === sys_id) setUsers(event.users);
    });
    useEffect(() => {
        if (sys_id === '-1') return;
        const record = { table, sys_id };
        const tell = () =>
            setPresence({ record, mode })
                .then((answer) => setUsers(answer.users))
                .catch(() => {}); // nobody misses it much
        void tell();
        const timer = setInterval(() => void tell(), again);
        return () => clearInterval(timer);
    }, [table, sys_id, mode]);
    useEffect(() => {
        if (sys_id === '-1') return;
        const leave = () =>
            void setPresence({ record: { table, sys_id }, mode: 'gone' }).catch(() => {});
        return leave;
    }, [table, sys_id]);
    return { others: users.filter((one) => one.user !== user.sys_id), setMode };
}
