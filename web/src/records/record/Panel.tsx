// The side panel: who it is for, service levels, files, templates, related records.

import { Files, Mail, Paperclip, Phone, Sparkles, Star, Zap } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Customer360, Form, RibbonComponent, Sla } from '~/api/contract.ts';
import { usePreference } from '~/api/session.ts';
import { RecordLink } from '~/fields/index.ts';
import {
    Avatar,
    clock,
    dateTime,
    duration,
    IconButton,
    parseTime,
    SlaBar,
    slaTone,
    t,
    toneClass,
} from '~/kit/index.ts';
import { FilesPanel, type Uploads } from './Files.tsx';
import type { RecordForm } from './useRecordForm.ts';

export interface PanelProps {
    form: Form;
    record: RecordForm;
    uploads: Uploads;
    onEmail?: (() => void) | undefined;
    onTab: (id: string) => void;
}

export function Panel({ form, record, uploads, onEmail, onTab }: PanelProps) {
    const [chosen, setChosen] = usePreference(`record.panel.${form.table}`, 'overview');
    const [drawer, setDrawer] = useState(false);
    const files = form.attachments?.length ?? 0;
    const panels: [string, string, ReactNode, ReactNode][] = [
        [
            'overview',
            t('Overview'),
            <Sparkles key="i" size={17} />,
            <Overview key="p" form={form} onEmail={onEmail} />,
        ],
        [
            'attachments',
            t('Attachments'),
            <Paperclip key="i" size={17} />,
            <FilesPanel key="p" form={form} record={record} uploads={uploads} />,
        ],
    ];
    if (form.composer?.templates?.length)
        panels.push([
            'templates',
            t('Templates'),
            <Zap key="i" size={17} />,
            <Templates key="p" form={form} />,
        ]);
    if (form.tabs?.length)
        panels.push([
            'related',
            t('Related records'),
            <Files key="i" size={17} />,
            <Related key="p" form={form} onTab={onTab} />,
        ]);
    const open = panels.find(([id]) => id === chosen);
    return (
        <aside
            className="ctx"
            data-open={open ? true : undefined}
            data-drawer={drawer || undefined}
            aria-label={t('Side panel')}
        >
            {open && (
                <div className="cbody" role="tabpanel" aria-label={open[1]}>
                    {open[3]}
                </div>
            )}
            <div
                className="cstrip"
                role="tablist"
                aria-label={t('Panels')}
                aria-orientation="vertical"
            >
                {panels.map(([id, label, icon]) => (
                    <IconButton
                        key={id}
                        role="tab"
                        label={label}
                        data-tip-side="start"
                        aria-selected={chosen === id}
                        onClick={() => {
                            setChosen(chosen === id && !narrow() ? '' : id);
                            setDrawer(!(drawer && chosen === id));
                        }}
                    >
                        {icon}
                        {id === 'attachments' && files > 0 && (
                            <span className="badge">{files}</span>
                        )}
                    </IconButton>
                ))}
            </div>
        </aside>
    );
}

const narrow = () => matchMedia('(max-width: 1279px)').matches;

function Overview({ form, onEmail }: { form: Form; onEmail: (() => void) | undefined }) {
    const ribbon = form.ribbon ?? [];
    const known = ribbon.map((one) => one.component);
    return (
        <>
            {ribbon.map((one) => (
                <Ribbon
                    key={one.component}
                    component={one}
                    onEmail={onEmail}
                    slas={form.slas ?? []}
                />
            ))}
            {!known.includes('active_sla') && form.slas?.length ? <Slas slas={form.slas} /> : null}
            {ribbon.length === 0 && !form.slas?.length && <About form={form} />}
        </>
    );
}

function Ribbon({
    component,
    onEmail,
    slas,
}: {
    component: RibbonComponent;
    onEmail: (() => void) | undefined;
    slas: Sla[];
}) {
    if (component.component === 'customer360' && component.data)
        return <Customer data={component.data as Customer360} onEmail={onEmail} />;
    if (component.component === 'customer360')
        return (
            <div className="card">
                <p className="dim">{t('No customer is named yet.')}</p>
            </div>
        );
    if (component.component === 'active_sla' && slas.length) return <Slas slas={slas} />;
    return null;
}

/** What is known without any ribbon: who made it and when it changed. */
function About({ form }: { form: Form }) {
    const rows = ['sys_created_by', 'sys_created_on', 'sys_updated_by', 'sys_updated_on'].filter(
        (name) => form.values[name]?.value,
    );
    return (
        <div className="card">
            <h3>{t('About this record')}</h3>
            <dl className="kv">
                {rows.map((name) => (
                    <div key={name}>
                        <dt>
                            {form.fields[name]?.label ??
                                name.replace(/^sys_/, '').replaceAll('_', ' ')}
                        </dt>
                        <dd className="num">
                            {name.endsWith('_on')
                                ? dateTime(form.values[name]?.value ?? '')
                                : (form.values[name]?.display_value ?? form.values[name]?.value)}
                        </dd>
                    </div>
                ))}
            </dl>
            {rows.length === 0 && <p className="dim">{t('Nothing to add about this record.')}</p>}
        </div>
    );
}

function Customer({ data, onEmail }: { data: Customer360; onEmail: (() => void) | undefined }) {
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
                    <div className="dim small">
                        {data.title}
                        {data.title && data.account ? ', ' : ''}
                        {data.account && (
                            <RecordLink
                                table={data.account.table}
                                sys_id={data.account.value}
                                className="plain"
                            >
                                {data.account.display_value ?? data.account.value}
                            </RecordLink>
                        )}
                    </div>
                </div>
            </div>
            {(data.email || data.phone) && (
                <div className="reach">
                    {data.email && onEmail && (
                        <button
                            type="button"
                            className="btn"
                            onClick={onEmail}
                            data-tip={data.email}
                        >
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
            )}
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
        </div>
    );
}

/** Draws again every `ms`. */
function useTick(ms: number): number {
    const [now, setNow] = useState(Date.now);
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), ms);
        return () => clearInterval(timer);
    }, [ms]);
    return now;
}

function LocalTime({ zone }: { zone: string }) {
    const now = useTick(20_000);
    return `${clock(new Date(now), zone)} ${zone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''}`;
}

function Slas({ slas }: { slas: Sla[] }) {
    return (
        <div className="card">
            <h3>{t('Service levels')}</h3>
            {slas.map((sla) => (
                <SlaRow key={`${sla.name} ${sla.start ?? ''}`} sla={sla} />
            ))}
        </div>
    );
}

function SlaRow({ sla }: { sla: Sla }) {
    const now = useTick(30_000);
    const met = sla.stage === 'achieved';
    const left = sla.breach_at ? (parseTime(sla.breach_at).getTime() - now) / 1000 : undefined;
    const running = !met && !sla.paused && sla.stage !== 'paused' && sla.stage !== 'cancelled';
    const breached =
        sla.stage === 'breached' || sla.pct >= 100 || (running && left !== undefined && left < 0);
    const tone = met && !breached ? 'positive' : breached ? 'critical' : slaTone(sla.pct);
    const text = wordsOf(sla, left, breached, running);
    return (
        <div className="slarow">
            <div className="t">
                <span className="clip">{sla.name}</span>
                <span className={`num ${tone === 'positive' && !met ? '' : toneClass(tone)}`}>
                    {text}
                </span>
            </div>
            <SlaBar percent={sla.pct} tone={tone} />
        </div>
    );
}

function wordsOf(sla: Sla, left: number | undefined, breached: boolean, running: boolean): string {
    if (sla.stage === 'achieved') return sla.left ?? t('Met');
    if (sla.stage === 'cancelled') return t('Cancelled');
    if (!running) return sla.left ? t('Paused, {left} left', { left: sla.left }) : t('Paused');
    if (breached)
        return left === undefined
            ? t('Breached')
            : t('Breached {time} ago', { time: duration(left) });
    if (left !== undefined) return t('{time} left', { time: duration(left) });
    return sla.left ?? `${Math.round(sla.pct)}%`;
}

function Templates({ form }: { form: Form }) {
    return (
        <div className="card">
            <h3>{t('Response templates')}</h3>
            {form.composer?.templates?.map((one) => (
                <details key={one.sys_id} className="template">
                    <summary>{one.name}</summary>
                    <p className="lines">{one.text}</p>
                    <button
                        type="button"
                        className="link"
                        onClick={() => void navigator.clipboard.writeText(one.text)}
                    >
                        {t('Copy')}
                    </button>
                </details>
            ))}
        </div>
    );
}

function Related({ form, onTab }: { form: Form; onTab: (id: string) => void }) {
    return (
        <div className="card">
            <h3>{t('Related records')}</h3>
            {form.tabs?.map((tab) => (
                <button
                    type="button"
                    className="menu-item"
                    key={tab.id}
                    onClick={() => onTab(tab.id)}
                >
                    <span className="grow clip">{tab.label}</span>
                    <span className="dim num">{tab.count ?? ''}</span>
                </button>
            ))}
        </div>
    );
}
