// Asks for the fields that an action needs, drawn from its metadata.

import { useState } from 'react';
import type { ActionForm, Field, Form, Value } from '~/api/contract.ts';
import { fieldType } from '~/fields/index.ts';
import { Button, Dialog, t } from '~/kit/index.ts';

export interface ActionDialogProps {
    title: string;
    ask: ActionForm;
    table: string;
    sys_id: string;
    form?: Form | undefined; // metadata of fields that the action does not describe itself
    errors: Record<string, string>;
    busy: boolean;
    destructive?: boolean;
    onSubmit: (values: Record<string, string>) => void;
    onClose: () => void;
}

export function ActionDialog(props: ActionDialogProps) {
    const { ask, form, errors, busy, onSubmit, onClose } = props;
    const start = (name: string): Value =>
        ask.values?.[name] ?? form?.values[name] ?? { value: '' };
    const [values, setValues] = useState<Record<string, Value>>(() =>
        Object.fromEntries(ask.fields.map((name) => [name, start(name)])),
    );
    const [tried, setTried] = useState(false);
    const raw = Object.fromEntries(Object.entries(values).map(([name, one]) => [name, one.value]));
    const metaOf = (name: string): Field => ({
        ...(form?.fields[name] ?? { label: name, type: 'string' }),
        ...ask.meta?.[name],
        readonly: false,
        mandatory: ask.mandatory?.includes(name) ?? ask.meta?.[name]?.mandatory ?? false,
    });
    const empty = ask.fields.filter(
        (name) => metaOf(name).mandatory && !values[name]?.value.trim(),
    );
    const submit = () => {
        setTried(true);
        if (empty.length === 0) onSubmit(raw);
    };
    return (
        <Dialog
            title={ask.title ?? props.title}
            onClose={onClose}
            onSubmit={submit}
            footer={
                <>
                    <Button onClick={onClose}>{t('Cancel')}</Button>
                    <Button
                        look={props.destructive ? 'destructive' : 'primary'}
                        busy={busy}
                        onClick={submit}
                    >
                        {ask.submit ?? props.title}
                    </Button>
                </>
            }
        >
            {ask.text && <p className="sub ask">{ask.text}</p>}
            {errors[''] && (
                <p className="field-error" role="alert">
                    {errors['']}
                </p>
            )}
            {ask.fields.map((name) => {
                const field = metaOf(name);
                const choices = ask.choices?.[name] ?? form?.choices[name];
                const Input = fieldType(choices?.length ? 'choice' : field.type).input;
                const error =
                    errors[name] ??
                    (tried && empty.includes(name)
                        ? t('{label} is required', { label: field.label })
                        : '');
                if (!Input) return null;
                return (
                    <div className="dialog-field" key={name}>
                        <span>
                            {field.label}
                            {field.mandatory && (
                                <span className="req" aria-hidden="true">
                                    *
                                </span>
                            )}
                        </span>
                        <Input
                            open
                            table={props.table}
                            sys_id={props.sys_id}
                            name={name}
                            label={field.label}
                            field={field}
                            choices={choices}
                            value={values[name] ?? { value: '' }}
                            values={{ ...rawOf(form), ...raw }}
                            invalid={error !== ''}
                            onChange={(next) => setValues((all) => ({ ...all, [name]: next }))}
                            onDone={() => {}}
                        />
                        {error && <p className="field-error">{error}</p>}
                    </div>
                );
            })}
        </Dialog>
    );
}

const rawOf = (form: Form | undefined) =>
    Object.fromEntries(Object.entries(form?.values ?? {}).map(([name, one]) => [name, one.value]));
