import { Paperclip } from 'lucide-react';
import {
    type ActivityEntry,
    type ActivityPage,
    type Attachment,
    attachmentUrl,
    type Form,
    useBootstrap,
} from '~/api/index.ts';
import { Avatar, clock, dayName, dayOf, t } from '~/kit/index.ts';
import { progress } from './cases.ts';

const size = (bytes: number) =>
    bytes < 1024
        ? `${bytes} B`
        : bytes < 1_048_576
          ? `${Math.round(bytes / 1024)} kB`
          : `${(bytes / 1_048_576).toFixed(1)} MB`;

export function Files({ files }: { files: Attachment[] }) {
    return (
        <ul className="p-files">
            {files.map((file) => (
                <li key={file.sys_id}>
                    <a href={attachmentUrl(file.sys_id)} download={file.file_name}>
                        <Paperclip size={14} /> <span dir="auto">{file.file_name}</span>
                    </a>
                    <small>{size(file.size_bytes)}</small>
                </li>
            ))}
        </ul>
    );
}

function Message({ entry, own }: { entry: ActivityEntry; own: boolean }) {
    const { by } = entry;
    return (
        <article className={own ? 'p-msg own' : 'p-msg'}>
            <Avatar name={by.name} photo={by.photo} size={36} />
            <div>
                <header>
                    <b dir="auto">{own ? t('You') : by.name}</b>
                    <time className="p-meta" dateTime={entry.at}>
                        {clock(entry.at)}
                    </time>
                </header>
                {entry.text && (
                    <p className="p-text" dir="auto">
                        {entry.text}
                    </p>
                )}
                {entry.attachments?.length ? <Files files={entry.attachments} /> : null}
            </div>
        </article>
    );
}

/** A change that matters to the customer: the progress of the case. */
function Step({ entry, form }: { entry: ActivityEntry; form: Form }) {
    const change = entry.changes?.find((one) => one.field === 'state');
    if (!change?.new) return null;
    const { text } = progress(form.choices.state, '', change.new);
    return (
        <p className="p-step">
            {text} <time dateTime={entry.at}>{clock(entry.at)}</time>
        </p>
    );
}

function Entry({ entry, form, me }: { entry: ActivityEntry; form: Form; me: string }) {
    if (entry.kind === 'change') return <Step entry={entry} form={form} />;
    return <Message entry={entry} own={entry.by.sys_id === me} />;
}

/** What was said and done, oldest first, by day; the description opens it. */
export function Timeline({ form, page }: { form: Form; page: ActivityPage }) {
    const { user } = useBootstrap();
    const description = form.values.description?.value;
    const entries = page.entries.filter((one) => one.kind !== 'work_note');
    return (
        <section className="p-stream" aria-label={t('Conversation')}>
            <h2 className="vh">{t('Conversation')}</h2>
            {description && (
                <p className="p-text p-desc" dir="auto">
                    {description}
                </p>
            )}
            {entries.map((entry, i) => {
                const previous = entries[i - 1];
                const fresh = !previous || dayOf(previous.at) !== dayOf(entry.at);
                return (
                    <div key={entry.id}>
                        {fresh && <h3 className="p-day">{dayName(entry.at)}</h3>}
                        <Entry entry={entry} form={form} me={user.sys_id} />
                    </div>
                );
            })}
            {form.attachments?.length ? (
                <>
                    <h3 className="p-day">{t('Files')}</h3>
                    <Files files={form.attachments} />
                </>
            ) : null}
        </section>
    );
}
