// What stands between the header of a record and its body: refusals, conflicts, special notes.

import { StickyNote } from 'lucide-react';
import { useState } from 'react';
import type { Form, SpecialNote } from '~/api/contract.ts';
import { usePreference } from '~/api/session.ts';
import { Button, list, plural, t } from '~/kit/index.ts';
import type { RecordForm } from './useRecordForm.ts';

export function Banners({ record, form }: { record: RecordForm; form: Form }) {
    const { errors, conflicts } = record;
    const failed = Object.entries(errors);
    const jump = (name: string) =>
        document
            .querySelector<HTMLElement>(
                `[data-field="${CSS.escape(name)}"] :is(button, input, textarea)`,
            )
            ?.focus();
    return (
        <>
            {record.deleted && (
                <div className="banner t-neutral" role="alert">
                    {t('This record has been deleted. What you see can still be copied.')}
                </div>
            )}
            {form.readonly_reason && <div className="banner t-neutral">{form.readonly_reason}</div>}
            {failed.length > 0 && (
                <div className="banner t-critical" role="alert">
                    <span>
                        {t('Not saved.')} {errors['']}{' '}
                        {failed
                            .filter(([name]) => name)
                            .map(([name, message]) => (
                                <button
                                    type="button"
                                    className="link apart"
                                    key={name}
                                    onClick={() => jump(name)}
                                >
                                    {message}
                                </button>
                            ))}
                    </span>
                </div>
            )}
            {conflicts.length > 0 && <Conflicts record={record} />}
            <Notes notes={form.notes ?? []} />
        </>
    );
}

function Conflicts({ record }: { record: RecordForm }) {
    const { conflicts } = record;
    const who = conflicts[0]?.by ?? t('Somebody');
    return (
        <div className="banner t-high conflict" role="alert">
            <div className="grow">
                <p>
                    {t('Not saved. {who} changed {fields} while you were editing.', {
                        who,
                        fields: list(
                            conflicts.map(
                                (one) => record.fields[one.field]?.label ?? one.label ?? one.field,
                            ),
                        ),
                    })}
                </p>
                {conflicts.map((one) => (
                    <p key={one.field}>
                        {record.fields[one.field]?.label ?? one.field}: {t('yours')}{' '}
                        <b>{one.mine.display_value ?? one.mine.value}</b>, {t('theirs')}{' '}
                        <b>{one.theirs.display_value ?? one.theirs.value}</b>{' '}
                        <button
                            type="button"
                            className="link"
                            onClick={() => record.takeTheirs(one.field)}
                        >
                            {t('Take theirs')}
                        </button>
                    </p>
                ))}
            </div>
            <Button onClick={() => void record.save(conflicts.map((one) => one.field))}>
                {t('Save mine')}
            </Button>
        </div>
    );
}

function Notes({ notes }: { notes: SpecialNote[] }) {
    const [dismissed, setDismissed] = usePreference('notes.dismissed');
    const [all, setAll] = useState(false);
    const hidden = dismissed.split(',');
    const open = notes.filter((note) => !hidden.includes(note.sys_id));
    const [first] = open;
    if (!first) return null;
    return (all ? open : [first]).map((note) => (
        <div className="banner t-high" role="note" key={note.sys_id}>
            <StickyNote size={15} aria-hidden="true" />
            <span className="grow">
                {note.title && <b>{note.title} </b>}
                {note.text}
            </span>
            {!all && open.length > 1 && (
                <button type="button" className="link" onClick={() => setAll(true)}>
                    {plural(open.length - 1, '+{n} more', '+{n} more')}
                </button>
            )}
            <button
                type="button"
                className="link"
                onClick={() =>
                    setDismissed([...hidden.slice(-50), note.sys_id].filter(Boolean).join(','))
                }
            >
                {t('Dismiss')}
            </button>
        </div>
    ));
}
