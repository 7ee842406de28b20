// What a region shows instead of its content.

import { CircleAlert, Lock } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from '~/api/client.ts';
import { Button } from './button.tsx';
import { t } from './text.ts';

export const Skeleton = ({ width, height = 14 }: { width?: number | string; height?: number }) => (
    <span className="skel" style={{ width: width ?? '100%', height }} />
);

/** Nothing for 150 ms, then the shape of what comes; after 8 s a word and a way out. */
export function Loading({ children, retry }: { children?: ReactNode; retry?: () => void }) {
    const [stage, setStage] = useState(0);
    useEffect(() => {
        const timers = [150, 8000].map((ms, i) => setTimeout(() => setStage(i + 1), ms));
        return () => timers.forEach(clearTimeout);
    }, []);
    if (stage === 0) return null;
    return (
        <>
            <span className="vh" role="status">
                {t('Loading')}
            </span>
            {stage === 2 && (
                <div className="banner t-info" role="status">
                    {t('Still loading')}
                    {retry && (
                        <button type="button" className="link" onClick={retry}>
                            {t('Try again')}
                        </button>
                    )}
                </div>
            )}
            {children}
        </>
    );
}

export interface EmptyProps {
    title: string;
    text?: ReactNode;
    icon?: ReactNode;
    action?: { label: string; run: () => void } | undefined;
}

export function Empty({ title, text, icon, action }: EmptyProps) {
    return (
        <div className="state">
            {icon}
            <b>{title}</b>
            {text && <p>{text}</p>}
            {action && <Button onClick={action.run}>{action.label}</Button>}
        </div>
    );
}

/** An error of the server in the place of what could not be shown; 403 and 404 as what they are. */
export function Failed({
    error,
    what,
    retry,
}: {
    error: unknown;
    what: string;
    retry?: () => void;
}) {
    const known = error instanceof ApiError ? error : undefined;
    if (known?.status === 403 || known?.status === 404)
        return <Forbidden what={what} error={known} />;
    return (
        <div className="state" role="alert">
            <CircleAlert size={22} />
            <b>{t('{what} could not be loaded.', { what })}</b>
            <p>{known ? known.message : t('Something unexpected happened on this page.')}</p>
            {retry && <Button onClick={retry}>{t('Try again')}</Button>}
            {known?.requestId && (
                <span className="id">{t('Request {id}', { id: known.requestId })}</span>
            )}
        </div>
    );
}

function Forbidden({ what, error }: { what: string; error: ApiError }) {
    return (
        <div className="state" role="alert">
            <Lock size={22} />
            <b>{t('You cannot open this.')}</b>
            <p>
                {t('{what} does not exist, or you may not see it.', { what })}{' '}
                {t('If you need it, ask the group that owns it for access.')}
            </p>
            {error.requestId && (
                <span className="id">{t('Request {id}', { id: error.requestId })}</span>
            )}
        </div>
    );
}

/** Draws the three states of a query; `children` gets the data. */
export interface AwaitProps<T> {
    query: { data: T | undefined; error: unknown; refetch: () => unknown };
    what: string;
    skeleton?: ReactNode;
    children: (data: T) => ReactNode;
}

export function Await<T>({ query, what, skeleton, children }: AwaitProps<T>) {
    const retry = () => void query.refetch();
    if (query.data !== undefined) return children(query.data);
    if (query.error) return <Failed error={query.error} what={what} retry={retry} />;
    return <Loading retry={retry}>{skeleton}</Loading>;
}
