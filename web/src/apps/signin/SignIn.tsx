import { type FormEvent, useId, useRef, useState } from 'react';
import { login } from '~/api/calls.ts';
import { ApiError } from '~/api/client.ts';
import { Button } from '~/kit/button.tsx';
import { t } from '~/kit/text.ts';

/** The page to go to afterwards: the one that was asked for, only if it is one of ours. */
export function nextPage(search: string, fallback: string): string {
    const next = new URLSearchParams(search).get('next') ?? '';
    return /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : fallback;
}

export function SignIn() {
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState('');
    const password = useRef<HTMLInputElement>(null);
    const submit = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        setBusy(true);
        setFailure('');
        try {
            const { redirect } = await login(text(data, 'user_name'), text(data, 'user_password'));
            const first = redirect.startsWith('/password_reset/');
            location.assign(first ? redirect : nextPage(location.search, redirect || '/'));
        } catch (error) {
            setFailure(message(error));
            setBusy(false);
            password.current?.select();
        }
    };
    return (
        <main className="signin">
            <div className="brand">
                <img src="/favicon.svg" alt="" width="36" height="36" />
                <span>Stead</span>
            </div>
            <form className="card" onSubmit={submit} aria-describedby="failure">
                <h1>{t('Sign in')}</h1>
                <p id="failure" role="alert" className={failure ? 'failure' : 'vh'}>
                    {failure}
                </p>
                <Field label={t('User name')} name="user_name" autoComplete="username" autoFocus />
                <Field
                    label={t('Password')}
                    name="user_password"
                    type="password"
                    autoComplete="current-password"
                    ref={password}
                />
                <Button type="submit" look="primary" busy={busy}>
                    {t('Sign in')}
                </Button>
            </form>
            <p className="foot">
                <a href="/password_reset">{t('Forgot your password?')}</a>
            </p>
            <p className="foot">{t('Customer service for customers, partners and agents')}</p>
        </main>
    );
}

const text = (data: FormData, name: string) => String(data.get(name) ?? '').trim();

function message(error: unknown): string {
    if (!(error instanceof ApiError)) return t('Something unexpected happened. Try again.');
    if (error.status === 429) return t('Too many attempts. Wait a few minutes and try again.');
    if (error.status === 0) return t('The server cannot be reached. Check your connection.');
    return t('User name or password is not right.');
}

type FieldProps = React.ComponentProps<'input'> & { label: string; name: string };

function Field({ label, ...rest }: FieldProps) {
    const id = useId();
    return (
        <div className="row">
            <label htmlFor={id}>{label}</label>
            <input id={id} className="input" required {...rest} />
        </div>
    );
}
