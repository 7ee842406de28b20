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
import { Await, dateTimeText, Loading, Pill, Skeleton, since, t } from '~/kit/index.ts';
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

/** What stands elsewhere on the page. */
const elsewhere =
    /^(number|state|short_description|description|close_notes|opened_at|sys_updated_on)$/;

function Details({ form }: { form: Form }) {
    const names = form.sections.flatMap((section) => section.fields);
    return (
        <aside className="p-card" aria-label={t('Details')}>
            <h2>{t('Details')}</h2>
            <dl>
                {names
                    .filter((name) => !elsewhere.test(name) && shown(form, name))
                    .map((name) => (
                        <div key={name}>
                            <dt>{form.fields[name]?.label}</dt>
                            <dd dir="auto">{shown(form, name).replace(/^\d - /, '')}</dd>
                        </div>
                    ))}
                <div>
                    <dt>{t('Opened')}</dt>
                    <dd>{dateTimeText(form.values.opened_at?.value ?? '')}</dd>
                </div>
                <div>
                    <dt>{t('Last change')}</dt>
                    <dd>{since(form.values.sys_updated_on?.value ?? '')}</dd>
                </div>
            </dl>
        </aside>
    );
}

function Closed({ form }: { form: Form }) {
    if (form.can?.write !== false) return null;
    const subject = encodeURIComponent(shown(form, 'short_description'));
    return (
        <div className="p-note">
            {form.readonly_reason}{' '}
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
                    const { text, tone } = progress(
                        data.choices.state,
                        state?.value ?? '',
                        shown(data, 'state'),
                    );
                    const urgent = /positive|waiting/.test(tone);
                    return (
                        <>
                            <div className="p-title">
                                <div>
                                    <span className="p-meta">{data.header.number}</span>
                                    <h1 dir="auto">{shown(data, 'short_description')}</h1>
                                </div>
                                <Pill tone={tone}>{text}</Pill>
                            </div>
                            <InternalContact form={data} />
                            {urgent && (
                                <CaseActions
                                    form={data}
                                    solved={tone === 'positive'}
                                    done={refresh}
                                />
                            )}
                            <Closed form={data} />
                            <div className="p-two">
                                <div>
                                    <Await query={activity} what={t('The conversation')}>
                                        {(page) => <Timeline form={data} page={page} />}
                                    </Await>
                                    <Composer form={data} done={refresh} />
                                </div>
                                <div>
                                    <Details form={data} />
                                    {!urgent && <CaseActions form={data} done={refresh} />}
                                </div>
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
