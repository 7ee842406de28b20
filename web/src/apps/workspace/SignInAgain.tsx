import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { getBootstrap, login } from '~/api/calls.ts';
import { setToken, whenSignedOut } from '~/api/client.ts';
import { useBootstrap } from '~/api/session.ts';
import { Button, Dialog, t } from '~/kit/index.ts';

/** Over the page when the session has ended, so that nothing unsaved is lost. */
export function SignInAgain() {
    const { user } = useBootstrap();
    const client = useQueryClient();
    const [open, setOpen] = useState(false);
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState(false);
    useEffect(() => whenSignedOut(() => setOpen(true)), []);
    if (!open) return null;
    const submit = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const password = String(new FormData(event.currentTarget).get('password') ?? '');
        setBusy(true);
        try {
            await login(user.user_name, password);
            setToken((await getBootstrap()).csrf);
            setOpen(false);
            setFailed(false);
            void client.invalidateQueries();
        } catch {
            setFailed(true);
        }
        setBusy(false);
    };
    return (
        <Dialog title={t('Your session has ended')} onClose={() => {}}>
            <form onSubmit={submit} className="again">
                <p className="sub">
                    {t('Sign in again as {name}. Nothing you wrote is lost.', { name: user.name })}
                </p>
                <label className="dialog-field">
                    {t('Password')}
                    <input
                        className="input"
                        type="password"
                        name="password"
                        autoComplete="current-password"
                        required
                        aria-invalid={failed || undefined}
                    />
                </label>
                {failed && (
                    <p className="field-error" role="alert">
                        {t('User name or password is not right.')}
                    </p>
                )}
                <Button type="submit" look="primary" busy={busy}>
                    {t('Sign in')}
                </Button>
            </form>
        </Dialog>
    );
}
