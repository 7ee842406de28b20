import { useState } from 'react';
import { type Action, type Form, runAction } from '~/api/index.ts';
import { t, toast } from '~/kit/index.ts';
import { table } from './cases.ts';
import { messageOf } from './errors.ts';

/** Asks for what the action wants to know (a reason), then runs it. */
function Question({
    action,
    run,
    cancel,
}: {
    action: Action;
    run: (values: Record<string, string>) => void;
    cancel: () => void;
}) {
    const [values, setValues] = useState<Record<string, string>>({});
    const form = action.form;
    return (
        <form
            className="p-ask"
            onSubmit={(event) => {
                event.preventDefault();
                run(values);
            }}
        >
            {form?.text && <p>{form.text}</p>}
            {action.confirm && <p>{action.confirm}</p>}
            {form?.fields.map((field, i) => (
                <label key={field}>
                    <span>
                        {form.meta?.[field]?.label ?? t('Your message')}
                        {form.mandatory?.includes(field) && <em aria-hidden="true"> *</em>}
                    </span>
                    <textarea
                        rows={3}
                        dir="auto"
                        autoFocus={i === 0}
                        required={form.mandatory?.includes(field)}
                        value={values[field] ?? ''}
                        onChange={(event) => setValues({ ...values, [field]: event.target.value })}
                    />
                </label>
            ))}
            <div className="p-buttons">
                <button type="button" className="p-btn sec" onClick={cancel}>
                    {t('Cancel')}
                </button>
                <button type="submit" className="p-btn">
                    {form?.submit ?? action.label}
                </button>
            </div>
        </form>
    );
}

/** The actions that the server offers: accept or reject a solution, close. */
export function CaseActions({
    form,
    solved,
    done,
}: {
    form: Form;
    solved?: boolean;
    done: () => void;
}) {
    const [asked, setAsked] = useState<Action | null>(null);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState('');
    if (form.actions.length === 0) return null;
    const run = async (action: Action, values: Record<string, string> = {}) => {
        setBusy(true);
        setError('');
        try {
            const answer = await runAction(action.name, { table, sys_ids: [form.sys_id], values });
            const failed = answer.results?.find((one) => !one.ok);
            if (failed) throw new Error(failed.message);
            setAsked(null);
            toast(answer.message ?? t('Done'));
            done();
        } catch (problem) {
            setError(
                problem instanceof Error && problem.constructor === Error
                    ? problem.message
                    : messageOf(problem),
            );
        } finally {
            setBusy(false);
        }
    };
    const solution = form.values.close_notes?.value;
    return (
        <div className={solved ? 'p-solved' : 'p-plain'}>
            {solved && (
                <div>
                    <b>{t('We think this is solved.')}</b>
                    {solution && (
                        <p className="p-text" dir="auto">
                            {solution}
                        </p>
                    )}
                </div>
            )}
            {asked ? (
                <Question
                    action={asked}
                    run={(values) => void run(asked, values)}
                    cancel={() => setAsked(null)}
                />
            ) : (
                <div className="p-buttons">
                    {form.actions.map((action) => (
                        <button
                            key={action.name}
                            type="button"
                            disabled={busy}
                            className={action.primary ? 'p-btn' : 'p-btn sec'}
                            onClick={() =>
                                action.form || action.confirm ? setAsked(action) : void run(action)
                            }
                        >
                            {action.label}
                        </button>
                    ))}
                </div>
            )}
            {error && (
                <p className="p-error" role="alert">
                    {error}
                </p>
            )}
        </div>
    );
}
