// What was written while the server was away, above the composer until it is sent.

import { Clock, Lock } from 'lucide-react';
import { useOutbox } from '~/api/live.tsx';
import { outbox } from '~/api/outbox.ts';
import { t } from '~/kit/index.ts';

export function WaitingEntries({ sys_id }: { sys_id: string }) {
    const waiting = useOutbox().filter((one) => one.sys_id === sys_id);
    if (waiting.length === 0) return null;
    return (
        <ul className="waiting" aria-label={t('Waiting to be sent')}>
            {waiting.map((one) => (
                <li key={one.key} className={one.kind === 'note' ? 'private' : undefined}>
                    <Clock size={13} aria-hidden="true" />
                    <span className="grow">
                        <span className="dim small">
                            {one.kind === 'note' && <Lock size={11} aria-hidden="true" />}{' '}
                            {one.failure
                                ? t('Not sent. {why}', { why: one.failure })
                                : t('Will be sent when the server is back')}
                        </span>
                        <span className="lines" dir="auto">
                            {one.text}
                        </span>
                    </span>
                    <button type="button" className="link" onClick={() => outbox.drop(one.key)}>
                        {t('Discard')}
                    </button>
                </li>
            ))}
        </ul>
    );
}
