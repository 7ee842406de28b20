// One entry of the activity stream.

import { Bot, FileText, Globe, Lock, Paperclip, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { attachmentUrl } from '~/api/calls.ts';
import type { ActivityEntry, Attachment } from '~/api/contract.ts';
import { Html, RecordLink } from '~/fields/index.ts';
import { Avatar, clock, dateTime, t } from '~/kit/index.ts';
import { MailFrame } from './MailFrame.tsx';

export function Entry({ entry, own }: { entry: ActivityEntry; own: boolean }) {
    if (entry.kind === 'change') return <Changes entry={entry} />;
    const side = entry.kind === 'work_note' ? 'private' : isOurs(entry, own) ? 'out' : '';
    return (
        <article
            className={`msg ${side}`}
            aria-label={t('{kind} by {name}', { kind: kindWord(entry), name: entry.by.name })}
        >
            <Avatar
                name={entry.by.name}
                photo={entry.by.photo}
                size={28}
                icon={entry.by.bot && <Bot size={15} />}
            />
            <div className="bub">
                <div className="hd">
                    <b className="clip">{entry.by.name}</b>
                    {entry.by.external && <Globe size={12} role="img" aria-label={t('External')} />}
                    <span className="tag">
                        {entry.kind === 'work_note' && <Lock size={11} aria-hidden="true" />}
                        {kindWord(entry)}
                    </span>
                    <time
                        className="num"
                        data-tip={dateTime(entry.at)}
                        dateTime={`${entry.at.replace(' ', 'T')}Z`}
                    >
                        {clock(entry.at)}
                    </time>
                </div>
                {entry.email && <MailHead email={entry.email} />}
                <Body entry={entry} />
                {entry.attachments?.length ? (
                    <div className="atts">
                        {entry.attachments.map((file) => (
                            <FileChip key={file.sys_id} file={file} />
                        ))}
                    </div>
                ) : null}
            </div>
        </article>
    );
}

const isOurs = ({ kind, by, email }: ActivityEntry, own: boolean) =>
    kind === 'email'
        ? email?.direction === 'out'
        : /comment|chat/.test(kind) && (own || !by.external);

function kindWord({ kind, email }: ActivityEntry): string {
    if (kind === 'work_note') return t('Work note');
    if (kind === 'comment') return t('Comment');
    if (kind === 'email') return email?.direction === 'out' ? t('Email sent') : t('Email');
    return kind === 'file' ? t('Attached') : t('Message');
}

function MailHead({ email }: { email: NonNullable<ActivityEntry['email']> }) {
    const failed = email.state && /fail|error|bounce/.test(email.state);
    return (
        <div className="mailhead">
            <div className="clip">
                <RecordLink table="sys_email" sys_id={email.sys_id}>
                    {email.subject || t('(no subject)')}
                </RecordLink>
            </div>
            {email.direction === 'out' && email.to && (
                <div className="dim clip">
                    {t('To {names}', { names: [email.to, email.cc].filter(Boolean).join(', ') })}
                </div>
            )}
            {failed && (
                <div className="field-error">
                    <TriangleAlert size={12} aria-hidden="true" /> {t('Not delivered.')}{' '}
                    {email.error}
                </div>
            )}
        </div>
    );
}

function Body({ entry }: { entry: ActivityEntry }) {
    if (entry.html && entry.kind === 'email')
        return (
            <div className="body">
                <MailFrame html={entry.html} />
            </div>
        );
    if (entry.html) return <Html html={entry.html} className="body prose" />;
    if (!entry.text) return null;
    return (
        <div className="body lines" dir="auto">
            {entry.kind === 'email' ? <Quoted text={entry.text} /> : entry.text}
        </div>
    );
}

/** Folds what a reply quotes. */
function Quoted({ text }: { text: string }) {
    const [open, setOpen] = useState(false);
    const lines = text.split('\n');
    const start = lines.findIndex(
        (line, i) =>
            /^>/.test(line) || (/^(On|Am|Le|El) .+:$/.test(line) && /^>/.test(lines[i + 1] ?? '')),
    );
    if (start < 1) return text;
    return (
        <>
            {lines.slice(0, start).join('\n').trimEnd()}
            <button
                type="button"
                className="quoted"
                aria-expanded={open}
                aria-label={t('Quoted text')}
                onClick={() => setOpen(!open)}
            >
                •••
            </button>
            {open && <div className="dim">{lines.slice(start).join('\n')}</div>}
        </>
    );
}

/** Field changes of one moment, in one line. */
function Changes({ entry }: { entry: ActivityEntry }) {
    return (
        <div className="sysl">
            <span className="grow">
                <span className="who">{entry.by.name}</span>
                {entry.changes?.map((change) => (
                    <span key={change.field} className="change">
                        {change.label}{' '}
                        {change.old ? (
                            <>
                                {change.old} → <b>{change.new || t('empty')}</b>
                            </>
                        ) : (
                            <>
                                {t('set to')} <b>{change.new || t('empty')}</b>
                            </>
                        )}
                    </span>
                ))}
            </span>
            <time className="num" data-tip={dateTime(entry.at)}>
                {clock(entry.at)}
            </time>
        </div>
    );
}

export function FileChip({ file }: { file: Attachment }) {
    const image = file.content_type.startsWith('image/');
    const Icon = image ? Paperclip : FileText;
    return (
        <a className="att" href={attachmentUrl(file.sys_id)} download={file.file_name}>
            <Icon size={13} aria-hidden="true" />
            <span className="clip">{file.file_name}</span>
        </a>
    );
}
