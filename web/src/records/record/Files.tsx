import { useQueryClient } from '@tanstack/react-query';
import { FileText, Trash2, Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { attachmentUrl, deleteAttachment, uploadFile } from '~/api/calls.ts';
import { ApiError } from '~/api/client.ts';
import type { Attachment, Form } from '~/api/contract.ts';
import { ago, Button, Confirm, Empty, IconButton, plural, t, toast } from '~/kit/index.ts';
import type { RecordForm } from './useRecordForm.ts';

interface Running {
    name: string;
    failure?: string;
}

/** Uploads files to a record and tells how far they are. */
export function useUploads(record: RecordForm) {
    const client = useQueryClient();
    const [running, setRunning] = useState<Running[]>([]);
    const upload = async (files: File[]) => {
        const { form } = record;
        if (!form || files.length === 0) return;
        setRunning((all) => [...all, ...files.map(({ name }) => ({ name }))]);
        let done = 0;
        for (const file of files) {
            try {
                await uploadFile(form.table, form.sys_id, file);
                done += 1;
                setRunning((all) => all.filter((one) => one.name !== file.name));
            } catch (error) {
                const failure = error instanceof ApiError ? error.message : t('Not uploaded.');
                setRunning((all) =>
                    all.map((one) => (one.name === file.name ? { ...one, failure } : one)),
                );
            }
        }
        if (done) toast(plural(done, '{n} file attached', '{n} files attached'));
        void record.query.refetch();
        void client.invalidateQueries({ queryKey: ['activity', form.table, form.sys_id] });
    };
    const forget = (name: string) => setRunning((all) => all.filter((one) => one.name !== name));
    return { running, upload, forget };
}

export type Uploads = ReturnType<typeof useUploads>;

/** Files dropped on it are attached. */
export function DropZone({
    uploads,
    enabled,
    children,
    className,
}: {
    uploads: Uploads;
    enabled: boolean;
    className: string;
    children: ReactNode;
}) {
    const [over, setOver] = useState(false);
    const drag = (event: DragEvent, on: boolean) => {
        if (!enabled || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(on);
    };
    return (
        <div
            className={className}
            data-over={over || undefined}
            onDragOver={(event) => drag(event, true)}
            onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
            onDrop={(event) => {
                drag(event, false);
                void uploads.upload([...event.dataTransfer.files]);
            }}
        >
            {children}
            {over && (
                <div className="drop" aria-hidden="true">
                    <Upload size={20} />
                    {t('Drop files to attach them')}
                </div>
            )}
            {uploads.running.length > 0 && (
                <ul className="uploads" aria-live="polite">
                    {uploads.running.map((one) => (
                        <li key={one.name}>
                            {!one.failure && <span className="spin" />}
                            <span className="clip grow">{one.name}</span>
                            {one.failure && <span className="field-error">{one.failure}</span>}
                            {one.failure && (
                                <button
                                    type="button"
                                    className="link"
                                    onClick={() => uploads.forget(one.name)}
                                >
                                    {t('Dismiss')}
                                </button>
                            )}
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}

export const fileSize = (bytes: number) =>
    bytes < 1000
        ? `${bytes} B`
        : bytes < 1e6
          ? `${Math.round(bytes / 1000)} kB`
          : `${(bytes / 1e6).toFixed(1)} MB`;

export function FilesPanel({
    form,
    record,
    uploads,
}: {
    form: Form;
    record: RecordForm;
    uploads: Uploads;
}) {
    const input = useRef<HTMLInputElement>(null);
    const [asked, setAsked] = useState<Attachment | null>(null);
    const files = form.attachments ?? [];
    const add = () => input.current?.click();
    const remove = async (file: Attachment) => {
        setAsked(null);
        try {
            await deleteAttachment(file.sys_id);
            await record.query.refetch();
        } catch (error) {
            record.refuse(error);
        }
    };
    return (
        <div className="card">
            <h3>
                {t('Attachments')}
                {form.can?.attach !== false && (
                    <Button look="quiet" className="r" onClick={add}>
                        {t('Add files')}
                    </Button>
                )}
            </h3>
            <input
                ref={input}
                type="file"
                multiple
                hidden
                onChange={(event) => void uploads.upload([...(event.target.files ?? [])])}
            />
            {files.length === 0 && (
                <Empty
                    title={t('No files yet.')}
                    text={t('Drop files anywhere on the conversation.')}
                />
            )}
            {files.map((file) => (
                <div className="file" key={file.sys_id}>
                    <FileText size={16} aria-hidden="true" />
                    <div className="grow">
                        <a
                            className="ref clip"
                            href={attachmentUrl(file.sys_id)}
                            download={file.file_name}
                        >
                            {file.file_name}
                        </a>
                        <div className="dim small clip">
                            {[fileSize(file.size_bytes), file.by, file.at && ago(file.at)]
                                .filter(Boolean)
                                .join(', ')}
                        </div>
                    </div>
                    {file.can_delete && (
                        <IconButton
                            label={t('Delete {name}', { name: file.file_name })}
                            onClick={() => setAsked(file)}
                        >
                            <Trash2 size={14} />
                        </IconButton>
                    )}
                </div>
            ))}
            {asked && (
                <Confirm
                    destructive
                    question={t('Delete {name}?', { name: asked.file_name })}
                    verb={t('Delete attachment')}
                    onNo={() => setAsked(null)}
                    onYes={() => void remove(asked)}
                />
            )}
        </div>
    );
}
