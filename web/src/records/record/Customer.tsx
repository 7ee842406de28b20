// The card of the person a record is about.

import { useQuery } from '@tanstack/react-query';
import { Mail, Phone, Star } from 'lucide-react';
import { useEffect, useState } from 'react';
import { getForm } from '~/api/calls.ts';
import type { Customer360, Form } from '~/api/contract.ts';
import { isPerson, RecordLink } from '~/fields/index.ts';
import { Avatar, clock, Skeleton, t } from '~/kit/index.ts';

type Mailing = { onEmail: (() => void) | undefined };

export function Customer({ data, onEmail }: { data: Customer360 } & Mailing) {
    return (
        <div className="card">
            {data.role && <h3>{data.role}</h3>}
            <div className="person">
                <Avatar name={data.name} photo={data.photo} size={36} />
                <div className="grow">
                    <div className="name">
                        <RecordLink table={data.table} sys_id={data.sys_id ?? ''} className="plain">
                            {data.name}
                        </RecordLink>
                        {data.vip && (
                            <span className="pill t-moderate">
                                <Star size={10} aria-hidden="true" />
                                {t('VIP')}
                            </span>
                        )}
                    </div>
                    {data.title && <div className="dim small clip">{data.title}</div>}
                    {data.account && (
                        <div className="dim small clip">
                            <RecordLink
                                table={data.account.table}
                                sys_id={data.account.value}
                                className="plain"
                            >
                                {data.account.display_value ?? data.account.value}
                            </RecordLink>
                        </div>
                    )}
                </div>
            </div>
            <Reach data={data} onEmail={onEmail} />
            <Facts data={data} />
        </div>
    );
}

function Reach({ data, onEmail }: { data: Customer360 } & Mailing) {
    if (!(data.email && onEmail) && !data.phone) return null;
    return (
        <div className="reach">
            {data.email && onEmail && (
                <button type="button" className="btn" onClick={onEmail} data-tip={data.email}>
                    <Mail size={14} />
                    {t('Email')}
                </button>
            )}
            {data.phone && (
                <a
                    className="btn"
                    href={`tel:${data.phone.replace(/[^+\d]/g, '')}`}
                    data-tip={data.phone}
                >
                    <Phone size={14} />
                    {t('Call')}
                </a>
            )}
        </div>
    );
}

function Facts({ data }: { data: Customer360 }) {
    return (
        <dl className="kv">
            {data.customer && (
                <div>
                    <dt>{t('Customer')}</dt>
                    <dd>
                        <RecordLink table={data.customer.table} sys_id={data.customer.sys_id}>
                            {data.customer.label}
                        </RecordLink>
                    </dd>
                </div>
            )}
            {data.time_zone && (
                <div>
                    <dt>{t('Local time')}</dt>
                    <dd className="num">
                        <LocalTime zone={data.time_zone} />
                    </dd>
                </div>
            )}
            {data.facts?.map((fact) => (
                <div key={fact.label}>
                    <dt>{fact.label}</dt>
                    <dd className="num">
                        {fact.sys_id ? (
                            <RecordLink table={fact.table} sys_id={fact.sys_id}>
                                {fact.text}
                            </RecordLink>
                        ) : (
                            fact.text
                        )}
                    </dd>
                </div>
            ))}
        </dl>
    );
}

/** Draws again every `ms`. */
export function useTick(ms: number): number {
    const [now, setNow] = useState(Date.now);
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), ms);
        return () => clearInterval(timer);
    }, [ms]);
    return now;
}

function LocalTime({ zone }: { zone: string }) {
    const now = useTick(20_000);
    try {
        return `${clock(new Date(now), zone)} ${zone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''}`;
    } catch {
        return zone; // not a zone that this browser knows
    }
}

/** Fields of people who work on a record; the card is for whom they work. */
const workers = /^(assigned_to|opened_by|closed_by|resolved_by|sys_|manager|owner)/;

/** The first person that the form names: contact before consumer before internal contact. */
function personOf(form: Form): string | undefined {
    const names = form.sections.flatMap((section) => section.fields);
    return names.find((name) => {
        const field = form.fields[name];
        return (
            field?.type === 'reference' &&
            isPerson(field.reference) &&
            !workers.test(name) &&
            form.values[name]?.value
        );
    });
}

/** The card when the server sent none: read from the person's own record. */
export function PersonOfForm({ form, onEmail }: { form: Form } & Mailing) {
    const name = personOf(form);
    const field = name ? form.fields[name] : undefined;
    const value = name ? form.values[name] : undefined;
    const table = field?.reference ?? '';
    const sys_id = value?.value ?? '';
    const query = useQuery({
        queryKey: ['form', table, sys_id, ''],
        queryFn: ({ signal }) => getForm({ table, sys_id }, signal),
        enabled: sys_id !== '',
        staleTime: 120_000,
    });
    if (!field || !value) return null;
    if (query.isPending)
        return (
            <div className="card">
                <div className="person">
                    <Skeleton width={36} height={36} />
                    <Skeleton height={28} />
                </div>
            </div>
        );
    const person = query.data;
    const text = (...fields: string[]) =>
        fields.map((one) => person?.values[one]?.value).find(Boolean);
    const account = person?.values.account ?? form.values.account;
    const data: Customer360 = {
        table,
        sys_id,
        role: field.label,
        name: value.display_value ?? value.value,
        ...optional({
            title: text('title'),
            email: text('email'),
            phone: text('mobile_phone', 'phone', 'business_phone', 'home_phone'),
            time_zone: text('time_zone'),
        }),
        vip: text('vip') === 'true',
        ...(account?.value && { account: { ...account, table: 'customer_account' } }),
    };
    return <Customer data={data} onEmail={onEmail} />;
}

const optional = (entries: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(entries).filter(([, value]) => value));
