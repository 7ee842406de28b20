import { useState } from 'react';
import { ApiError } from '~/api/client.ts';
import { Button, Dialog, t } from '~/kit/index.ts';

/** Asks for the name of a personal list. */
export function SaveList({
    onSave,
    onClose,
}: {
    onSave: (label: string) => Promise<void>;
    onClose: () => void;
}) {
    const [label, setLabel] = useState('');
    const [failure, setFailure] = useState('');
    const save = () =>
        onSave(label.trim()).catch((error: unknown) =>
            setFailure(error instanceof ApiError ? error.message : t('Not saved.')),
        );
    return (
        <Dialog
            title={t('Save as a list of mine')}
            onClose={onClose}
            onSubmit={() => void save()}
            footer={
                <>
                    <Button onClick={onClose}>{t('Cancel')}</Button>
                    <Button look="primary" disabled={!label.trim()} onClick={() => void save()}>
                        {t('Save list')}
                    </Button>
                </>
            }
        >
            <label className="dialog-field">
                {t('Name')}
                <input
                    className="input"
                    value={label}
                    onChange={(event) => setLabel(event.target.value)}
                    maxLength={80}
                />
            </label>
            {failure && <p className="field-error">{failure}</p>}
        </Dialog>
    );
}
