// Where comments, work notes and mails are written. What only the team sees is amber and says so.

import { ChevronDown, Eye, Lock, Paperclip, Zap } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { deleteDraft, getDraft, putDraft, runAction, saveForm, sendEmail } from '~/api/calls.ts';
import { ApiError } from '~/api/client.ts';
import type { Composer as ComposerData, Form } from '~/api/contract.ts';
import { newKey, outbox } from '~/api/outbox.ts';
import {
    Button,
    IconButton,
    keyText,
    list,
    Menu,
    MenuItem,
    plural,
    TabList,
    t,
    toast,
    useShortcuts,
} from '~/kit/index.ts';
import { EmailFields, useEmail } from './EmailFields.tsx';
import type { PresenceMode } from './usePresence.ts';
import { errorsOf, type RecordForm } from './useRecordForm.ts';

type Kind = ComposerData['kinds'][number];

export interface ComposerProps {
    record: RecordForm;
    form: Form;
    composer: ComposerData;
    news: number; // entries by others since the person began to write
    /** Starts to write, has looked at the news, or has sent. */
    onWriting: () => void;
    onFiles: (files: File[]) => void;
    /** What others see of this person: writing, or only looking. */
    onMode: (mode: PresenceMode) => void;
    email: number; // grows whenever a mail is asked for elsewhere on the page
}

const labels: Record<Kind, string> = { comment: 'Comment', note: 'Work note', email: 'Email' };

export function Composer({
    record,
    form,
    composer,
    news,
    onWriting,
    onFiles,
    email: asked,
    onMode,
}: ComposerProps) {
    const [kind, setKind] = useState<Kind>(composer.kinds[0] ?? 'comment');
    const [sending, setSending] = useState(false);
    const [failure, setFailure] = useState('');
    const area = useRef<HTMLTextAreaElement>(null);
    const file = useRef<HTMLInputElement>(null);
    const email = useEmail(composer, form);
    const mailKey = useRef(newKey()); // of this letter, however often it is tried
    const { text, setText, clear } = useDraft(form, kind);
    const secret = kind === 'note';
    useEffect(() => onMode(text === '' ? 'viewing' : secret ? 'note' : 'writing'));
    const focus = (next: Kind) => {
        setKind(next);
        requestAnimationFrame(() => area.current?.focus());
    };
    const open = (next: Kind, keys: string, label: string) =>
        composer.kinds.includes(next)
            ? [{ keys, label, group: t('Record'), run: () => focus(next) }]
            : [];
    const mail = useEffectEvent(() => focus('email'));
    useEffect(() => {
        if (asked > 0) mail();
    }, [asked]);
    useShortcuts([
        ...open('comment', 'r', t('Reply')),
        ...open('note', 'n', t('Write a work note')),
        ...open('email', 'm', t('Write a mail')),
        ...open('comment', 'shift+alt+c', t('Compose a comment')),
        ...open('note', 'shift+alt+w', t('Compose a work note')),
        ...open('email', 'ctrl+alt+e', t('Compose a mail')),
    ]);

    const deliver = async (action?: string) => {
        const { table, sys_id } = form;
        if (kind === 'email') {
            await sendEmail({ table, sys_id, ...email.addresses, text }, mailKey.current);
            mailKey.current = newKey();
            await record.query.refetch();
            return;
        }
        const name =
            kind === 'note'
                ? (composer.fields?.note ?? 'work_notes')
                : (composer.fields?.comment ?? 'comments');
        const values = { [name]: text };
        if (!action) return accept(await say(table, sys_id, values));
        const answer = await runAction(action, { table, sys_ids: [sys_id], values });
        const refused = answer.results?.find((one) => !one.ok);
        if (refused) throw new Error(refused.message);
        if (answer.form) accept(answer.form);
        else await record.query.refetch();
    };
    // What cannot be sent now waits, and is sent once the server is back.
    const say = async (table: string, sys_id: string, values: Record<string, string>) => {
        const key = newKey();
        try {
            return await saveForm(table, sys_id, { values }, key);
        } catch (error) {
            if (!(error instanceof ApiError) || error.status !== 0) throw error;
            outbox.add({ key, table, sys_id, values, text, kind: secret ? 'note' : 'comment' });
            return null;
        }
    };
    // Only what was said is saved: unsaved fields stay unsaved.
    const accept = (saved: Form | null) =>
        !saved ? undefined : record.dirty ? void record.query.refetch() : record.accept(saved);
    const send = async (action?: string) => {
        if (!text.trim() || sending) return;
        if (news > 0 && text.trim()) {
            onWriting();
            return;
        }
        const problem = kind === 'email' ? email.problem() : '';
        setFailure(problem);
        if (problem) return;
        setSending(true);
        try {
            await deliver(action);
            clear();
            onWriting();
            if (kind === 'email') toast(t('Mail is on its way'));
        } catch (error) {
            setFailure(Object.values(errorsOf(error))[0] ?? t('Not sent.'));
        }
        setSending(false);
        area.current?.focus();
    };
    const keys = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            void send();
        }
    };
    const template = (words: string) => {
        setText(text ? `${text}\n${words}` : words);
        area.current?.focus();
    };
    const templates = composer.templates?.filter((one) => !one.kind || one.kind === kind) ?? [];
    const followUps =
        kind === 'comment'
            ? form.actions
                  .filter((one) => one.group === 'main' && !one.form && !one.confirm)
                  .slice(0, 3)
            : [];
    const verb =
        news > 0 && text.trim()
            ? plural(news, 'Review {n} new, then send', 'Review {n} new, then send')
            : verbOf(kind);
    return (
        <div className={secret ? 'comp private' : 'comp'}>
            <div className="ct">
                <TabList
                    className="kinds"
                    label={t('What to write')}
                    selected={kind}
                    onSelect={(id) => setKind(id as Kind)}
                    tabs={composer.kinds.map((one) => ({
                        id: one,
                        label: (
                            <KindLabel
                                kind={one}
                                draft={form.drafts?.some((d) => d.kind === one) ?? false}
                            />
                        ),
                    }))}
                />
                <Readers kind={kind} composer={composer} />
            </div>
            {kind === 'email' && <EmailFields email={email} />}
            <textarea
                ref={area}
                dir="auto"
                rows={3}
                aria-label={
                    secret
                        ? t('Work note, only your team sees it')
                        : kind === 'email'
                          ? t('Mail')
                          : t('Comment, the customer sees it')
                }
                placeholder={placeholder(kind, composer)}
                value={text}
                onChange={(event) => {
                    if (text === '') onWriting();
                    setText(event.target.value);
                }}
                onKeyDown={keys}
                onPaste={(event) => {
                    const files = [...event.clipboardData.files];
                    if (files.length) onFiles(files);
                }}
            />
            {failure && (
                <p className="field-error" role="alert">
                    {failure}
                </p>
            )}
            <div className="cb">
                {form.can?.attach !== false && (
                    <IconButton label={t('Attach files')} onClick={() => file.current?.click()}>
                        <Paperclip size={15} />
                    </IconButton>
                )}
                <input
                    ref={file}
                    type="file"
                    multiple
                    hidden
                    onChange={(event) => onFiles([...(event.target.files ?? [])])}
                />
                {templates.length > 0 && (
                    <Menu
                        label={t('Templates')}
                        trigger={(properties) => (
                            <IconButton label={t('Templates')} {...properties}>
                                <Zap size={15} />
                            </IconButton>
                        )}
                    >
                        {templates.map((one) => (
                            <MenuItem key={one.sys_id} onSelect={() => template(one.text)}>
                                {one.name}
                            </MenuItem>
                        ))}
                    </Menu>
                )}
                <span className="grow" />
                <span className="hint dim">{keyText('ctrl+enter')}</span>
                <span className={followUps.length ? 'btn-group' : undefined}>
                    <Button
                        look={secret ? 'private' : 'primary'}
                        busy={sending}
                        disabled={!text.trim()}
                        onClick={() => void send()}
                    >
                        {verb}
                    </Button>
                    {followUps.length > 0 && (
                        <Menu
                            label={t('More ways to send')}
                            place="end"
                            trigger={(properties) => (
                                <Button
                                    look="primary"
                                    aria-label={t('More ways to send')}
                                    disabled={!text.trim()}
                                    {...properties}
                                >
                                    <ChevronDown size={14} />
                                </Button>
                            )}
                        >
                            {followUps.map((action) => (
                                <MenuItem key={action.name} onSelect={() => void send(action.name)}>
                                    {t('Send, then: {label}', { label: action.label })}
                                </MenuItem>
                            ))}
                        </Menu>
                    )}
                </span>
            </div>
        </div>
    );
}

const verbOf = (kind: Kind) =>
    kind === 'note' ? t('Add note') : kind === 'email' ? t('Send email') : t('Send comment');

const KindLabel = ({ kind, draft }: { kind: Kind; draft: boolean }) => (
    <>
        {kind === 'note' && <Lock size={12} aria-hidden="true" />}
        {t(labels[kind])}
        {draft && <span className="dot draft" role="img" aria-label={t('Draft')} />}
    </>
);

function Readers({ kind, composer }: { kind: Kind; composer: ComposerData }) {
    if (kind === 'email') return null;
    if (kind === 'note')
        return (
            <span className="who">
                <Lock size={12} aria-hidden="true" />
                {t('Only your team sees this')}
            </span>
        );
    const readers = composer.readers?.comment ?? [];
    const names =
        readers.length > 2
            ? [...readers.slice(0, 1), plural(readers.length - 1, '{n} other', '{n} others')]
            : readers;
    return (
        <span className="who clip">
            <Eye size={12} aria-hidden="true" />
            <span className="clip">
                {readers.length
                    ? t(isOne(readers) ? '{names} sees this' : '{names} see this', {
                          names: list(names),
                      })
                    : t('The customer sees this')}
            </span>
        </span>
    );
}

const isOne = (readers: string[]) => readers.length === 1 && !/\d/.test(readers[0] ?? '');

function placeholder(kind: Kind, composer: ComposerData): string {
    if (kind === 'note') return t('Write a note for your team');
    if (kind === 'email') return t('Write a mail');
    const [first] = composer.readers?.comment ?? [];
    return first && !/\d/.test(first)
        ? t('Reply to {name}', { name: first.split(' ')[0] ?? '' })
        : t('Write a comment');
}

/** Text of one kind, kept on the server two seconds after the last key. */
function useDraft({ table, sys_id, drafts }: Form, kind: Kind) {
    const [texts, setTexts] = useState<Partial<Record<Kind, string>>>({});
    const text = texts[kind] ?? '';
    const stored = drafts?.some((one) => one.kind === kind);
    const loaded = useRef(new Set<Kind>());
    useEffect(() => {
        if (!stored || loaded.current.has(kind)) return;
        loaded.current.add(kind);
        getDraft(table, sys_id, kind)
            .then(({ body }) => setTexts((all) => (all[kind] ? all : { ...all, [kind]: body })))
            .catch(() => {});
    }, [stored, table, sys_id, kind]);
    const timer = useRef(0);
    const setText = (next: string) => {
        loaded.current.add(kind);
        setTexts((all) => ({ ...all, [kind]: next }));
        clearTimeout(timer.current);
        const store = () =>
            (next ? putDraft(table, sys_id, kind, next) : deleteDraft(table, sys_id, kind)).catch(
                () => {},
            );
        timer.current = window.setTimeout(store, 2000);
    };
    const clear = () => {
        clearTimeout(timer.current);
        setTexts((all) => ({ ...all, [kind]: '' }));
        deleteDraft(table, sys_id, kind).catch(() => {});
    };
    return { text, setText, clear };
}
