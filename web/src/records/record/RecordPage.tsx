// Any record of any table: fields, what was said and done, context.

import { ChevronDown } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ActivityEntry, Form, RelatedTab } from '~/api/contract.ts';
import { useBootstrap } from '~/api/session.ts';
import {
    Failed,
    Loading,
    Menu,
    MenuItem,
    Skeleton,
    TabList,
    t,
    toast,
    useShortcuts,
} from '~/kit/index.ts';
import ListPage, { type ListState } from '../list/ListPage.tsx';
import { Activity } from './Activity.tsx';
import { Banners } from './Banners.tsx';
import { Composer } from './Composer.tsx';
import { DropZone, useUploads } from './Files.tsx';
import { Header } from './Header.tsx';
import { Panel } from './Panel.tsx';
import { Sections } from './Sections.tsx';
import { useActions } from './useActions.tsx';
import { type PresenceMode, usePresence } from './usePresence.ts';
import { type RecordForm, useRecordForm } from './useRecordForm.ts';
import { WaitingEntries } from './Waiting.tsx';
import './record.css';

export interface RecordPageProps {
    table: string;
    sys_id: string;
    view?: string | undefined;
    /** Prefilled values of a new record, as an encoded query. */
    query?: string | undefined;
    /** What the tab shows. */
    onTitle?: (title: string, dirty: boolean, form: Form) => void;
    /** A new record has been created: this page is now that record. */
    onCreated: (table: string, sys_id: string) => void;
}

export default function RecordPage(props: RecordPageProps) {
    const { table, sys_id, view, query: prefill, onTitle } = props;
    const record = useRecordForm({ table, sys_id, view, query: prefill });
    const actions = useActions(record);
    const { form, dirty } = record;
    const { others, setMode } = usePresence(table, sys_id);
    const tell = useEffectEvent((now: Form, changed: boolean) => {
        const title = now.values[now.header.title];
        const text = [now.header.number, title?.display_value ?? title?.value]
            .filter(Boolean)
            .join(' ');
        onTitle?.(
            now.sys_id === '-1' ? t('New {label}', { label: now.label.toLowerCase() }) : text,
            changed,
            now,
        );
    });
    useEffect(() => {
        if (form) tell(form, dirty > 0);
    }, [form, dirty]);
    const save = async () => {
        const saved = await record.save();
        if (!saved) return;
        for (const message of saved.messages ?? []) toast(message.text);
        if (sys_id === '-1') props.onCreated(saved.table, saved.sys_id);
        else if (!saved.messages?.length) toast(t('Saved'));
    };
    useShortcuts([
        { keys: 'ctrl+s', label: t('Save'), group: t('Record'), run: () => void save() },
        ...shortcutsOf(form, actions.start),
    ]);
    if (!form && record.query.error)
        return (
            <Failed
                error={record.query.error}
                what={t('This record')}
                retry={() => void record.query.refetch()}
            />
        );
    if (!form)
        return (
            <Loading retry={() => void record.query.refetch()}>
                <SkeletonRecord />
            </Loading>
        );
    return (
        <div className="rec" data-gone={record.deleted || undefined}>
            <Header
                record={record}
                viewers={others}
                onSave={() => void save()}
                onAction={actions.start}
                running={actions.running}
            />
            <Banners record={record} form={form} />
            <Body record={record} form={form} onMode={setMode} />
            {actions.dialog}
        </div>
    );
}

function shortcutsOf(form: Form | undefined, start: (action: Form['actions'][number]) => void) {
    // Actions without a shortcut are listed too: the palette runs them.
    return (form?.actions ?? []).map((one) => ({
        keys: one.shortcut ?? '',
        label: one.label,
        group: t('Record'),
        run: () => start(one),
    }));
}

type BodyProps = { record: RecordForm; form: Form; onMode: (mode: PresenceMode) => void };

function Body({ record, form, onMode }: BodyProps) {
    const isNew = form.sys_id === '-1';
    const isShown = (one: RelatedTab) => one.count !== 0 || one.id === tab;
    const talks = !!form.composer || form.page === 'conversation';
    const conversation = form.page === 'conversation' && !isNew;
    const [tab, setTab] = useState('main');
    const [pane, setPane] = useState<'fields' | 'talk' | 'context'>(
        conversation ? 'talk' : 'fields',
    );
    const uploads = useUploads(record);
    const [email, setEmail] = useState(0);
    const related = form.tabs ?? [];
    if (isNew)
        return (
            <div className="newrec">
                <div className="sheet">
                    <Sections record={record} roomy open />
                </div>
            </div>
        );
    const writeMail = form.composer?.kinds.includes('email')
        ? () => {
              setTab('main');
              setPane('talk');
              setEmail(email + 1);
          }
        : undefined;
    const tabs = [
        { id: 'main', label: conversation ? t('Conversation') : t('Details') },
        ...(conversation ? [{ id: 'details', label: t('Details') }] : []),
        ...related
            .filter(isShown)
            .map((one) => ({ id: one.id, label: one.label, count: one.count })),
    ];
    const hidden = related.filter((one) => !isShown(one));
    const current = related.find((one) => one.id === tab);
    const talk = (
        <Talk record={record} form={form} uploads={uploads} email={email} onMode={onMode} />
    );
    return (
        <>
            <div className="pane-switch" role="group" aria-label={t('Show')}>
                {conversation && (
                    <PaneButton
                        on={pane === 'talk'}
                        onClick={() => setPane('talk')}
                        label={t('Conversation')}
                    />
                )}
                <PaneButton
                    on={pane === 'fields'}
                    onClick={() => setPane('fields')}
                    label={t('Details')}
                />
                {!conversation && talks && (
                    <PaneButton
                        on={pane === 'talk'}
                        onClick={() => setPane('talk')}
                        label={t('Activity')}
                    />
                )}
                <PaneButton
                    on={pane === 'context'}
                    onClick={() => setPane('context')}
                    label={t('Context')}
                />
            </div>
            <div
                className={
                    conversation
                        ? tab === 'details'
                            ? 'rbody whole'
                            : 'rbody'
                        : talks
                          ? 'rbody plain talks'
                          : 'rbody plain'
                }
                data-pane={pane}
            >
                {conversation && (
                    <div className="colL" role="region" aria-label={t('Fields')}>
                        <Sections record={record} />
                    </div>
                )}
                <DropZone uploads={uploads} enabled={form.can?.attach !== false} className="mid">
                    <TabList
                        label={t('Parts of the record')}
                        tabs={tabs}
                        selected={tab}
                        onSelect={setTab}
                    >
                        {hidden.length > 0 && <EmptyTabs tabs={hidden} onSelect={setTab} />}
                    </TabList>
                    {tab === 'main' && conversation && talk}
                    {((tab === 'main' && !conversation) || tab === 'details') && (
                        <div className="sheet-scroll">
                            <div className="sheet">
                                <Sections record={record} roomy />
                            </div>
                        </div>
                    )}
                    {current && <RelatedList key={current.id} tab={current} />}
                </DropZone>
                {!conversation && talks && <div className="colA">{talk}</div>}
                <Panel
                    form={form}
                    record={record}
                    uploads={uploads}
                    onEmail={writeMail}
                    onTab={setTab}
                />
            </div>
        </>
    );
}

/** Related lists without rows stay out of the way. */
function EmptyTabs({ tabs, onSelect }: { tabs: RelatedTab[]; onSelect: (id: string) => void }) {
    return (
        <Menu
            label={t('Empty lists')}
            trigger={(properties) => (
                <button type="button" className="more" {...properties}>
                    {t('More')}
                    <ChevronDown size={13} aria-hidden="true" />
                </button>
            )}
        >
            {tabs.map((tab) => (
                <MenuItem key={tab.id} onSelect={() => onSelect(tab.id)}>
                    {tab.label}
                </MenuItem>
            ))}
        </Menu>
    );
}

const PaneButton = ({
    on,
    label,
    onClick,
}: {
    on: boolean;
    label: string;
    onClick: () => void;
}) => (
    <button type="button" aria-pressed={on} onClick={onClick}>
        {label}
    </button>
);

type TalkProps = {
    record: RecordForm;
    form: Form;
    uploads: ReturnType<typeof useUploads>;
    email: number;
    onMode: (mode: PresenceMode) => void;
};

function Talk({ record, form, uploads, email, onMode }: TalkProps) {
    const { user } = useBootstrap();
    const [entries, setEntries] = useState<ActivityEntry[]>([]);
    const [seen, setSeen] = useState<string>();
    // What others have said since this person began to write.
    const from =
        seen === undefined ? entries.length : entries.findIndex((one) => one.id === seen) + 1;
    const fresh = entries
        .slice(from)
        .filter((one) => one.kind !== 'change' && one.by.sys_id !== user.sys_id);
    return (
        <div className="talk">
            <Activity table={form.table} sys_id={form.sys_id} onEntries={setEntries} />
            <WaitingEntries sys_id={form.sys_id} />
            {form.composer && form.composer.kinds.length > 0 && (
                <Composer
                    record={record}
                    form={form}
                    composer={form.composer}
                    news={fresh.length}
                    email={email}
                    onMode={onMode}
                    onWriting={() => setSeen(entries.at(-1)?.id ?? '')}
                    onFiles={(files) => void uploads.upload(files)}
                />
            )}
        </div>
    );
}

function RelatedList({ tab }: { tab: NonNullable<Form['tabs']>[number] }) {
    const [state, setState] = useState<ListState>({});
    return (
        <ListPage
            embedded
            table={tab.table}
            query={state.query ?? tab.query}
            group={state.group}
            onState={setState}
            newQuery={tab.query}
        />
    );
}

const SkeletonRecord = () => (
    <div className="rec" aria-hidden="true">
        <div className="rhead">
            <Skeleton width={220} height={12} />
            <div className="rtitle">
                <Skeleton width="44%" height={20} />
            </div>
        </div>
        <div className="rbody">
            <div className="colL skeleton-fields">
                {[...Array(9).keys()].map((row) => (
                    <Skeleton key={row} width={`${56 + ((row * 23) % 40)}%`} height={12} />
                ))}
            </div>
            <div className="mid" />
            <div />
        </div>
    </div>
);
