// Who a person is to us, how he wants to be spoken to, and his password.

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import {
    ApiError,
    changePassword,
    type Field,
    type Form,
    getForm,
    saveForm,
    useBootstrap,
} from '~/api/index.ts';
import { Await, t, toast } from '~/kit/index.ts';
import { messageOf } from './errors.ts';

const view = 'portal';

const zones = () => ['UTC', ...Intl.supportedValuesOf('timeZone')];

type InputProps = {
    name: string;
    field: Field;
    form: Form;
    value: string;
    onChange: (value: string) => void;
};

function Input({ name, field, form, value, onChange }: InputProps) {
    const choices = form.choices[name];
    const common = { id: `f-${name}`, name, disabled: field.readonly };
    if (name === 'time_zone')
        return (
            <>
                <input
                    {...common}
                    list="zones"
                    value={value}
                    placeholder={t('As the server')}
                    onChange={(event) => onChange(event.target.value)}
                />
                <datalist id="zones">
                    {zones().map((zone) => (
                        <option key={zone} value={zone} />
                    ))}
                </datalist>
            </>
        );
    if (choices?.length)
        return (
            <select {...common} value={value} onChange={(event) => onChange(event.target.value)}>
                <option value="">{t('As the server')}</option>
                {choices.map((one) => (
                    <option key={one.value} value={one.value}>
                        {one.label}
                    </option>
                ))}
            </select>
        );
    return (
        <input
            {...common}
            dir="auto"
            maxLength={field.max_length}
            value={value}
            onChange={(event) => onChange(event.target.value)}
        />
    );
}

function Fields({ form }: { form: Form }) {
    const [patch, setPatch] = useState<Record<string, string>>({});
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState('');
    const value = (name: string) => patch[name] ?? form.values[name]?.value ?? '';
    const save = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setError('');
        try {
            await saveForm(form.table, form.sys_id, { values: patch });
            // Language and zone shape the whole page.
            if ('preferred_language' in patch || 'time_zone' in patch) location.reload();
            setPatch({});
            toast(t('Saved'));
        } catch (problem) {
            setError(messageOf(problem));
        }
        setBusy(false);
    };
    return (
        <form onSubmit={(event) => void save(event)}>
            {form.sections.map((section) => (
                <section key={section.id}>
                    <h2>{section.label}</h2>
                    {section.fields.map((name) => {
                        const field = form.fields[name];
                        return (
                            field && (
                                <div key={name} className="p-field">
                                    <label className="p-label" htmlFor={`f-${name}`}>
                                        {field.label}
                                    </label>
                                    <Input
                                        name={name}
                                        field={field}
                                        form={form}
                                        value={value(name)}
                                        onChange={(next) => setPatch({ ...patch, [name]: next })}
                                    />
                                </div>
                            )
                        );
                    })}
                </section>
            ))}
            <Failure text={error} />
            <div className="p-buttons start">
                <button
                    type="submit"
                    className="p-btn"
                    disabled={busy || Object.keys(patch).length === 0}
                >
                    {t('Save')}
                </button>
            </div>
        </form>
    );
}

const Failure = ({ text }: { text: ReactNode }) =>
    text ? (
        <p className="p-error" role="alert">
            {text}
        </p>
    ) : null;

function Password() {
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState('');
    const send = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string) => String(data.get(name) ?? '');
        if (text('new') !== text('again')) {
            setError(t('The two new passwords are not the same'));
            return;
        }
        setBusy(true);
        setError('');
        try {
            await changePassword(text('current'), text('new'));
            location.assign('/login');
        } catch (problem) {
            setError(
                problem instanceof ApiError && problem.status === 429
                    ? t('Too many attempts. Wait a few minutes and try again.')
                    : messageOf(problem),
            );
            setBusy(false);
        }
    };
    const fields = [
        ['current', t('Current password'), 'current-password'],
        ['new', t('New password'), 'new-password'],
        ['again', t('New password again'), 'new-password'],
    ] as const;
    return (
        <form onSubmit={(event) => void send(event)}>
            <section>
                <h2>{t('Password')}</h2>
                <p className="p-meta">{t('You sign in again afterwards, on every device.')}</p>
                {fields.map(([name, label, complete]) => (
                    <label key={name} className="p-field">
                        <span className="p-label">{label}</span>
                        <input name={name} type="password" autoComplete={complete} required />
                    </label>
                ))}
            </section>
            <Failure text={error} />
            <div className="p-buttons start">
                <button type="submit" className="p-btn sec" disabled={busy}>
                    {t('Change password')}
                </button>
            </div>
        </form>
    );
}

export function Profile() {
    const { user } = useBootstrap();
    const form = useQuery({
        queryKey: ['profile'],
        queryFn: ({ signal }) => getForm({ table: 'sys_user', sys_id: user.sys_id, view }, signal),
    });
    return (
        <div className="p-wrap p-form p-profile">
            <h1>{t('Your profile')}</h1>
            <Await query={form} what={t('Your profile')}>
                {(data) => (
                    <>
                        <Fields form={data} />
                        <Password />
                    </>
                )}
            </Await>
        </div>
    );
}
