import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { getNotifications, readNotifications } from '~/api/calls.ts';
import { useLiveEvent } from '~/api/live.tsx';
import { useLinks } from '~/fields/index.ts';
import {
    Await,
    ago,
    dateTime,
    Empty,
    Float,
    IconButton,
    keyText,
    plural,
    t,
    useShortcuts,
} from '~/kit/index.ts';

export function Notifications() {
    const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
    const [open, setOpen] = useState(false);
    const links = useLinks();
    const client = useQueryClient();
    const query = useQuery({
        queryKey: ['notifications'],
        queryFn: getNotifications,
        staleTime: 60_000,
    });
    const refresh = () => void client.invalidateQueries({ queryKey: ['notifications'] });
    useLiveEvent('notification', refresh);
    const toggle = () => setOpen(!open);
    useShortcuts([
        { keys: 'ctrl+shift+k', label: t('Notifications'), group: t('Everywhere'), run: toggle },
    ]);
    const read = (ids?: string[]) => void readNotifications(ids).then(refresh, () => {});
    const unread = query.data?.unread ?? 0;
    return (
        <>
            <IconButton
                ref={setAnchor}
                label={
                    unread
                        ? plural(unread, '{n} new notification', '{n} new notifications')
                        : t('Notifications')
                }
                shortcut={keyText('ctrl+shift+k')}
                aria-expanded={open}
                aria-haspopup="dialog"
                onClick={toggle}
            >
                <Bell size={17} />
                {unread > 0 && (
                    <span className="badge alert num">{unread > 99 ? '99+' : unread}</span>
                )}
            </IconButton>
            {open && (
                <Float
                    anchor={anchor}
                    place="end"
                    onClose={() => setOpen(false)}
                    role="dialog"
                    label={t('Notifications')}
                    className="bell"
                >
                    <header>
                        <b>{t('Notifications')}</b>
                        {unread > 0 && (
                            <button type="button" className="link" onClick={() => read()}>
                                {t('Mark all as read')}
                            </button>
                        )}
                    </header>
                    <Await query={query} what={t('The notifications')}>
                        {({ items }) =>
                            items.length === 0 ? (
                                <Empty
                                    title={t('Nothing new.')}
                                    text={t('Assignments, mentions and warnings appear here.')}
                                />
                            ) : (
                                items.map((item) => (
                                    <button
                                        type="button"
                                        key={item.id}
                                        className="menu-item notice"
                                        onClick={() => {
                                            if (!item.read) read([item.id]);
                                            setOpen(false);
                                            if (item.table && item.sys_id)
                                                links?.open(links.url(item.table, item.sys_id));
                                        }}
                                    >
                                        <span
                                            className="dot"
                                            data-unread={!item.read || undefined}
                                        />
                                        <span className="grow">
                                            <span className="what">{item.text}</span>
                                            {item.detail && (
                                                <span className="dim small clip">
                                                    {item.detail}
                                                </span>
                                            )}
                                        </span>
                                        <time
                                            className="dim num small"
                                            data-tip={dateTime(item.at)}
                                        >
                                            {ago(item.at)}
                                        </time>
                                    </button>
                                ))
                            )
                        }
                    </Await>
                </Float>
            )}
        </>
    );
}
