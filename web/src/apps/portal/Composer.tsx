import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { type Form, saveForm, uploadFile } from '~/api/index.ts';
import { t, toast } from '~/kit/index.ts';
import { table } from './cases.ts';
import { messageOf } from './errors.ts';

/** Files that wait to be sent with something. */
export function Chosen({ files, remove }: { files: File[]; remove: (file: File) => void }) {
    if (files.length === 0) return null;
    return (
        <ul className="p-files">
            {files.map((file) => (
                <li key={`${file.name}${file.size}`}>
                    <Paperclip size={14} /> <span dir="auto">{file.name}</span>
                    <button
                        type="button"
                        aria-label={t('Remove {file}', { file: file.name })}
                        onClick={() => remove(file)}
                    >
                        <X size={14} />
                    </button>
                </li>
            ))}
        </ul>
    );
}

export function AttachButton({ add }: { add: (files: File[]) => void }) {
    const input = useRef<HTMLInputElement>(null);
    return (
        <>
            <button type="button" className="p-btn sec" onClick={() => input.current?.click()}>
                <Paperclip size={16} /> {t('Attach files')}
            </button>
            <input
                ref={input}
                type="file"
                multiple
                hidden
                onChange={(event) => {
                    add([...(event.target.files ?? [])]);
                    event.target.value = '';
                }}
            />
        </>
    );
}

/** Sends a comment and files; what was not sent stays. */
export function Composer({ form, done }: { form: Form; done: () => void }) {
    const [text, setText] = useState('');
    const [files, setFiles] = useState<File[]>([]);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState('');
    if (!form.composer?.kinds.includes('comment')) return null;
    const field = form.composer.fields?.comment ?? 'comments';
    const send = async () => {
        setBusy(true);
        setError('');
        try {
            for (const file of files) {
                await uploadFile(table, form.sys_id, file);
                setFiles((rest) => rest.filter((one) => one !== file));
            }
            if (text.trim()) await saveForm(table, form.sys_id, { values: { [field]: text } });
            setText('');
            toast(t('Sent'));
            done();
        } catch (problem) {
            setError(messageOf(problem));
        } finally {
            setBusy(false);
        }
    };
    return (
        <form
            className="p-composer"
            onSubmit={(event) => {
                event.preventDefault();
                void send();
            }}
        >
            <textarea
                aria-label={t('Write a message')}
                placeholder={t('Write a message')}
                dir="auto"
                rows={4}
                value={text}
                onChange={(event) => setText(event.target.value)}
                onKeyDown={(event) => {
                    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
                }}
            />
            <Chosen
                files={files}
                remove={(file) => setFiles((all) => all.filter((one) => one !== file))}
            />
            {error && (
                <p className="p-error" role="alert">
                    {error}
                </p>
            )}
            <div className="p-buttons">
                <AttachButton add={(more) => setFiles((all) => [...all, ...more])} />
                <button
                    type="submit"
                    className="p-btn"
                    disabled={busy || (!text.trim() && files.length === 0)}
                >
                    {t('Send')}
                </button>
            </div>
        </form>
    );
}
