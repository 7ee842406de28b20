// A record of any table in the portal, as its csm view says: to read, with a way to ask about it.

import { useQuery } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'wouter';
import { type Form, getForm } from '~/api/index.ts';
import { Await, t } from '~/kit/index.ts';
import { table as cases, view } from './cases.ts';
import { Files } from './Timeline.tsx';
import { textFor } from './words.ts';

const shown = (form: Form, name: string) => {
    const value = form.values[name];
    const text = value?.value ?? '';
    return textFor(form.fields[name]?.type ?? '', text, value?.display_value ?? text);
};

/** The field of a case that could name this record. */
function useAsking(table: string) {
    const blank = useQuery({
        queryKey: ['new case'],
        queryFn: ({ signal }) => getForm({ table: cases, sys_id: '-1', view }, signal),
        staleTime: 600_000,
    });
    const fields = Object.entries(blank.data?.fields ?? {});
    return fields.find(([, one]) => one.reference === table && !one.readonly)?.[0];
}

function Page({ form, table }: { form: Form; table: string }) {
    const field = useAsking(table);
    const title = shown(form, form.header.title);
    const about = field && new URLSearchParams({ [field]: form.sys_id, label: title });
    return (
        <>
            <div className="p-title">
                <div>
                    <span className="p-meta">{form.label}</span>
                    <h1 dir="auto">{title}</h1>
                </div>
                {about && (
                    <Link href={`/new?${about}`} className="p-btn">
                        {t('Create a case about it')}
                    </Link>
                )}
            </div>
            {form.sections.map((section) => (
                <section key={section.id} className="p-card wide">
                    {form.sections.length > 1 && <h2>{section.label}</h2>}
                    <dl>
                        {section.fields
                            .filter((name) => shown(form, name))
                            .map((name) => (
                                <div key={name}>
                                    <dt>{form.fields[name]?.label}</dt>
                                    <dd dir="auto">{shown(form, name)}</dd>
                                </div>
                            ))}
                    </dl>
                </section>
            ))}
            {form.attachments?.length ? (
                <section>
                    <h2>{t('Files')}</h2>
                    <Files files={form.attachments} />
                </section>
            ) : null}
        </>
    );
}

export function Show({ table, sysId }: { table: string; sysId: string }) {
    const form = useQuery({
        queryKey: ['show', table, sysId],
        queryFn: ({ signal }) => getForm({ table, sys_id: sysId, view }, signal),
    });
    return (
        <div className="p-wrap p-page">
            <button type="button" className="p-back" onClick={() => history.back()}>
                <ChevronLeft size={16} /> {t('Back')}
            </button>
            <Await query={form} what={t('This')}>
                {(data) => <Page form={data} table={table} />}
            </Await>
        </div>
    );
}
