import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'wouter';
import {
    type Form,
    getActivity,
    getForm,
    useBootstrap,
    useInterest,
    useLiveEvent,
} from '~/api/index.ts';
import { Await, dateTime, Loading, Pill, Skeleton, t } from '~/kit/index.ts';
import { CaseActions } from './CaseActions.tsx';
import { Composer } from './Composer.tsx';
import { progress, table, view } from './cases.ts';
import { Timeline } from './Timeline.tsx';

const shown = (form: Form, field: string) => {
    const value = form.values[field];
    return value?.display_value ?? value?.value ?? '';
};

/** The case, its stream, and both fresh whenever somebody adds something. */
function useCase(sysId: string) {
    const client = useQueryClient();
    const refresh = () => void client.invalidateQueries({ queryKey: ['case', sysId] });
    useInterest({ kind: 'record', table, sys_id: sysId });
    useLiveEvent('record', (event) => event.sys_id === sysId && refresh());
    useLiveEvent('activity', (event) => event.sys_id === sysId && refresh());
    const form = useQuery({
        queryKey: ['case', sysId, 'form'],
        queryFn: ({ signal }) => getForm({ table, sys_id: sysId, view }, signal),
    });
    const activity = useQuery({
        queryKey: ['case', sysId, 'activity'],
        queryFn: () => getActivity({ table, sys_id: sysId }),
        enabled: form.isSuccess,
    });
    return { form, activity, refresh };
}

function InternalContact({ form }: { form: Form }) {
    const { user } = useBootstrap();
    if (form.values.internal_contact?.value !== user.sys_id) return null;
    return (
        <div className="p-note">
            {t('You are the internal contact for {customer}.', {
                customer: shown(form, 'account') || shown(form, 'contact') || t('this customer'),
            })}
        </div>
    );
}

const facts = [
    ['account', 'Account'],
    ['contact', 'Contact'],
    ['internal_contact', 'Internal contact'],
    ['product', 'Product'],
    ['asset', 'Asset'],
    ['priority', 'Priority'],
] as const;

function Details({ form }: { form: Form }) {
    return (
        <aside className="p-card" aria-label={t('Details')}>
            <h2>{t('Details')}</h2>
            <dl>
                {facts
                    .map(([field, label]) => [label, shown(form, field)] as const)
                    .filter(([, text]) => text)
                    .map(([label, text]) => (
                        <div key={label}>
                            <dt>{t(label)}</dt>
                            <dd dir="auto">{text.replace(/^\d - /, '')}</dd>
                        </div>
                    ))}
                <div>
                    <dt>{t('Opened')}</dt>
                    <dd>{dateTime(form.values.opened_at?.value ?? '')}</dd>
                </div>
            </dl>
        </aside>
    );
}

function Closed({ form }: { form: Form }) {
    if (!['3', '7'].includes(form.values.state?.value ?? '')) return null;
    const subject = encodeURIComponent(shown(form, 'short_description'));
    return (
        <div className="p-note">
            {t('This case is closed and can only be read.')}{' '}
            <Link href={`/new?subject=${subject}`}>{t('Create a follow-up')}</Link>
        </div>
    );
}

export function CasePage({ sysId }: { sysId: string }) {
    const { form, activity, refresh } = useCase(sysId);
    return (
        <div className="p-wrap p-page">
            <Link href="/cases" className="p-back">
                <ChevronLeft size={16} /> {t('Cases')}
            </Link>
            <Await query={form} what={t('The case')} skeleton={<PageLoading />}>
                {(data) => {
                    const state = data.values.state;
                    const [text, tone] = progress(state?.value ?? '', shown(data, 'state'));
                    return (
                        <>
                            <div className="p-title">
                                <div>
                                    <span className="p-meta">{data.header.number}</span>
                                    <h1 dir="auto">{shown(data, 'short_description')}</h1>
                                </div>
                                <Pill tone={tone}>{t(text)}</Pill>
                            </div>
                            <InternalContact form={data} />
                            <CaseActions form={data} done={refresh} />
                            <Closed form={data} />
                            <div className="p-two">
                                <div>
                                    <Await query={activity} what={t('The conversation')}>
                                        {(page) => <Timeline form={data} page={page} />}
                                    </Await>
                                    <Composer form={data} done={refresh} />
                                </div>
                                <Details form={data} />
                            </div>
                        </>
                    );
                }}
            </Await>
        </div>
    );
}

const PageLoading = () => (
    <Loading>
        <Skeleton width="40%" height={28} />
    </Loading>
);
