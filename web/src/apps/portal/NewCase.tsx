import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { type Form, getForm, saveForm, uploadFile, useBootstrap } from '~/api/index.ts';
import { Await, Empty, t } from '~/kit/index.ts';
import { AttachButton, Chosen as ChosenFiles } from './Composer.tsx';
import { table, view } from './cases.ts';
import { messageOf } from './errors.ts';
import { type Chosen, ReferencePicker } from './ReferencePicker.tsx';

type Picked = Record<'account' | 'contact' | 'asset' | 'product', Chosen | null>;
const nothing: Picked = { account: null, contact: null, asset: null, product: null };

function Done({ form, forCustomer, files }: { form: Form; forCustomer: boolean; files: string[] }) {
    return (
        <div className="p-wrap p-form p-done">
            <CircleCheck size={40} />
            <h1>{t('Case {number} is created', { number: form.header.number ?? '' })}</h1>
            <p className="p-lead">
                {forCustomer
                    ? t('You are the internal contact. You and the customer both get updates.')
                    : t('We answer by mail, and here. You can add messages and files at any time.')}
            </p>
            {files.length > 0 && (
                <p className="p-error" role="alert">
                    {t('Not attached: {files}. Try again on the case.', {
                        files: files.join(', '),
                    })}
                </p>
            )}
            <Link href={`/cases/${form.sys_id}`} className="p-btn">
                {t('Open the case')}
            </Link>
        </div>
    );
}

/** What a link from another page has chosen already: ?asset=…&label=… */
function prefilled(asked: URLSearchParams): Picked {
    const label = asked.get('label') ?? '';
    const picked = Object.keys(nothing).flatMap((field) => {
        const value = asked.get(field);
        return value ? [[field, { value, label }]] : [];
    });
    return { ...nothing, ...Object.fromEntries(picked) };
}

/** Whether the layout has the field and the person may fill it. */
const fillable = (form: Form, field: string) =>
    Boolean(form.fields[field]) && !form.fields[field]?.readonly;

function NewCaseForm({ form }: { form: Form }) {
    const { user } = useBootstrap();
    const [asked] = useSearchParams();
    const forCustomer = !user.external && fillable(form, 'account');
    const [picked, setPicked] = useState<Picked>(() => prefilled(asked));
    const [notice, setNotice] = useState('');
    const [subject, setSubject] = useState(asked.get('subject') ?? '');
    const [description, setDescription] = useState('');
    const [files, setFiles] = useState<File[]>([]);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState('');
    const [created, setCreated] = useState<{ form: Form; failed: string[] } | null>(null);

    const values = Object.fromEntries(
        Object.entries(picked).flatMap(([field, one]) => (one ? [[field, one.value]] : [])),
    );
    const choose = (field: keyof Picked) => (chosen: Chosen | null) => {
        const clears = field === 'account' && (picked.contact || picked.asset || picked.product);
        setNotice(clears ? t('Contact and asset were cleared: they belong to an account.') : '');
        setPicked(
            field === 'account' ? { ...nothing, account: chosen } : { ...picked, [field]: chosen },
        );
    };
    const submit = async () => {
        setBusy(true);
        setError('');
        try {
            const answer = await saveForm(table, '-1', {
                values: {
                    ...values,
                    short_description: subject.trim(),
                    description,
                    contact_type: 'web',
                },
            });
            const failed: string[] = [];
            for (const file of files)
                await uploadFile(table, answer.sys_id, file).catch(() => failed.push(file.name));
            setCreated({ form: answer, failed });
        } catch (problem) {
            setError(messageOf(problem));
        } finally {
            setBusy(false);
        }
    };
    if (created)
        return <Done form={created.form} forCustomer={forCustomer} files={created.failed} />;
    const whoIsMissing = forCustomer && !(picked.account && picked.contact);
    const picker = (field: keyof Picked, label: string, placeholder: string, required = false) => (
        <ReferencePicker
            field={field}
            label={label}
            placeholder={placeholder}
            required={required}
            disabled={forCustomer && field !== 'account' && !picked.account}
            chosen={picked[field]}
            values={values}
            choose={choose(field)}
        />
    );
    return (
        <form
            className="p-wrap p-form"
            onSubmit={(event) => {
                event.preventDefault();
                void submit();
            }}
        >
            <h1>{forCustomer ? t('Create a case for a customer') : t('Create a case')}</h1>
            <p className="p-lead">
                {forCustomer
                    ? t('You are the internal contact. You and the customer both get updates.')
                    : t('Tell us what happened. We answer by mail, and here.')}
            </p>
            {forCustomer && (
                <div className="p-pair">
                    {picker('account', t('Account'), t('Search for an account'), true)}
                    {picker('contact', t('Contact'), t('Of the account or its partner'), true)}
                </div>
            )}
            {notice && (
                <p className="p-notice" role="status">
                    {notice}
                </p>
            )}
            {fillable(form, 'asset') && (
                <div className="p-pair">
                    {picker('asset', t('Asset'), t('Choose a machine'))}
                    {fillable(form, 'product') &&
                        picker('product', t('Product'), t('Or the kind of product'))}
                </div>
            )}
            <label className="p-field">
                <span className="p-label">
                    {t('Subject')}
                    <em aria-hidden="true"> *</em>
                </span>
                <input
                    name="subject"
                    required
                    maxLength={160}
                    dir="auto"
                    value={subject}
                    onChange={(event) => setSubject(event.target.value)}
                />
            </label>
            <label className="p-field">
                <span className="p-label">{t('Description')}</span>
                <textarea
                    name="description"
                    rows={6}
                    dir="auto"
                    maxLength={4000}
                    placeholder={t('What happened, since when, and what you already tried')}
                    value={description}
                    onChange={(event) => setDescription(event.target.value)}
                />
            </label>
            <ChosenFiles
                files={files}
                remove={(file) => setFiles((all) => all.filter((one) => one !== file))}
            />
            {error && (
                <p className="p-error" role="alert">
                    {error}
                </p>
            )}
            <div className="p-buttons start">
                <button
                    type="submit"
                    className="p-btn"
                    disabled={busy || !subject.trim() || whoIsMissing}
                >
                    {t('Create case')}
                </button>
                <AttachButton add={(more) => setFiles((all) => [...all, ...more])} />
            </div>
        </form>
    );
}

export function NewCase() {
    const form = useQuery({
        queryKey: ['new case'],
        queryFn: ({ signal }) => getForm({ table, sys_id: '-1', view }, signal),
    });
    return (
        <Await query={form} what={t('The form')}>
            {(data) =>
                fillable(data, 'short_description') ? (
                    <NewCaseForm form={data} />
                ) : (
                    <div className="p-wrap">
                        <Empty
                            title={t('You may not create cases.')}
                            text={t('Your administrator can give you access.')}
                        />
                    </div>
                )
            }
        </Await>
    );
}
