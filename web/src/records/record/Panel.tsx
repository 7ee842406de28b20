// The side panel: who it is for, service levels, files, templates, related records.

import { Files, Paperclip, Sparkles, Zap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Customer360, Form, RibbonComponent, Sla } from '~/api/contract.ts';
import { usePreference } from '~/api/session.ts';
import {
    dateTime,
    duration,
    IconButton,
    parseTime,
    SlaBar,
    slaTone,
    t,
    toneClass,
} from '~/kit/index.ts';
import { Customer, PersonOfForm, useTick } from './Customer.tsx';
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
            {!known.includes('customer360') && <PersonOfForm form={form} onEmail={onEmail} />}
            {ribbon.map((one) => (
                <Ribbon
                    key={one.component}
                    component={one}
                    onEmail={onEmail}
                    slas={form.slas ?? []}
                />
            ))}
            {!known.includes('active_sla') && form.slas?.length ? <Slas slas={form.slas} /> : null}
            <About form={form} />
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
    if (rows.length === 0) return null;
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
        </div>
    );
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
