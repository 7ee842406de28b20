// A field reads as text and becomes an input on a click, Enter or the first letter.

import { ArrowUpRight } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Choice, Field, Value } from '~/api/contract.ts';
import { fieldType, RecordLink, textOf } from '~/fields/index.ts';
import { t } from '~/kit/index.ts';
import type { RecordForm, Theirs } from './useRecordForm.ts';

export interface FieldRowProps {
    record: RecordForm;
    name: string;
    /** The whole form is being filled in: inputs stand open. */
    open?: boolean;
}

export function FieldRow({ record, name, open }: FieldRowProps) {
    const field = record.fields[name];
    if (!field || field.visible === false) return null;
    const choices = record.form?.choices[name];
    const type = fieldType(choices?.length && field.type === 'string' ? 'choice' : field.type);
    const value = record.value(name);
    const wide = field.wide || type.wide || field.multiline;
    const error = record.errors[name];
    return (
        <div
            className={wide ? 'f wide' : isLong(field, choices) ? 'f long' : 'f'}
            data-field={name}
            data-dirty={name in record.patch || undefined}
            data-flash={record.flashing.includes(name) || undefined}
        >
            <FieldBody record={record} name={name} field={field} value={value} open={open} />
            {error && <p className="field-error">{error}</p>}
            {record.theirs[name] && (
                <TheirsNote record={record} name={name} theirs={record.theirs[name]} />
            )}
        </div>
    );
}

/** A line of text that deserves the whole width. */
const isLong = (field: Field, choices: Choice[] | undefined) =>
    field.type === 'string' && (field.max_length ?? 0) >= 100 && !choices?.length;

type BodyProps = {
    record: RecordForm;
    name: string;
    field: Field;
    value: Value;
    open: boolean | undefined;
};

function FieldBody({ record, name, field, value, open }: BodyProps) {
    const [editing, setEditing] = useState(false);
    const button = useRef<HTMLButtonElement>(null);
    const id = useId();
    const { form } = record;
    if (!form) return null;
    const choices = form.choices[name];
    const type = fieldType(choices?.length && field.type === 'string' ? 'choice' : field.type);
    const Input = type.input;
    const readonly = field.readonly || !Input || form.can?.write === false;
    const done = () => {
        setEditing(false);
        requestAnimationFrame(() => {
            if (!document.activeElement || document.activeElement === document.body)
                button.current?.focus();
        });
    };
    const View = type.view;
    const view = value.value ? (
        <View value={value} field={field} name={name} choices={choices} />
    ) : (
        <span className="e" aria-hidden="true">
            –
        </span>
    );
    const input = Input && (
        <Input
            table={form.table}
            sys_id={form.sys_id}
            name={name}
            label={field.label}
            value={value}
            values={record.values}
            field={field}
            choices={choices}
            invalid={record.errors[name] !== undefined}
            open={open}
            onChange={(next) => record.set(name, next)}
            onDone={done}
        />
    );
    const label = (
        <span className="lab" id={id} data-tip={field.hint}>
            {field.label}
            {field.mandatory && !readonly && (
                <span className="req" aria-hidden="true">
                    *
                </span>
            )}
        </span>
    );
    if (readonly)
        return (
            <>
                {label}
                <div className="ro" role="group" aria-labelledby={id}>
                    {view}
                </div>
            </>
        );
    if (editing || open || type.immediate)
        return (
            <>
                {label}
                <div className={type.immediate ? 'ed immediate' : 'ed'}>{input}</div>
            </>
        );
    const letter = (event: KeyboardEvent) => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey)
            return;
        if (/^\S$/.test(event.key)) setEditing(true);
    };
    return (
        <>
            {label}
            <div className="rw">
                <button
                    ref={button}
                    type="button"
                    className="vbtn"
                    aria-label={t('{label}: {value}. Edit', {
                        label: field.label,
                        value: textOf(value) || t('empty'),
                    })}
                    onClick={() => setEditing(true)}
                    onKeyDown={letter}
                />
                <div className="vtext">{view}</div>
                {type.kind === 'reference' && value.value && field.reference && (
                    <RecordLink table={field.reference} sys_id={value.value} className="goto">
                        <ArrowUpRight size={14} aria-hidden="true" />
                        <span className="vh">{t('Open {name}', { name: textOf(value) })}</span>
                    </RecordLink>
                )}
            </div>
        </>
    );
}

function TheirsNote({
    record,
    name,
    theirs,
}: {
    record: RecordForm;
    name: string;
    theirs: Theirs;
}) {
    const text = textOf(theirs.value) || t('nothing');
    return (
        <p className="theirs" role="status">
            {t('{who} set {value}.', { who: theirs.by ?? t('Somebody'), value: text })}{' '}
            <button type="button" className="link" onClick={() => record.keepMine(name)}>
                {t('Keep mine')}
            </button>{' '}
            <button type="button" className="link" onClick={() => record.takeTheirs(name)}>
                {t('Take theirs')}
            </button>
        </p>
    );
}
