import { useState } from 'react';
import type { Composer, Form } from '~/api/contract.ts';
import { t } from '~/kit/index.ts';

const address = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/;
const split = (text: string) => text.split(/[,;\s]+/).filter(Boolean);

/** Recipients and subject of a mail from a record. */
export function useEmail(composer: Composer, form: Form) {
    const start = composer.email ?? {};
    const title = form.values[form.header.title]?.value ?? '';
    const [to, setTo] = useState((start.to ?? []).join(', '));
    const [cc, setCc] = useState((start.cc ?? []).join(', '));
    const [subject, setSubject] = useState(
        start.subject ?? [form.header.number, title].filter(Boolean).join(' '),
    );
    const problem = () => {
        if (split(to).length === 0) return t('Say who gets the mail.');
        const wrong = [...split(to), ...split(cc)].find((one) => !address.test(one));
        return wrong ? t('{text} is not a mail address.', { text: wrong }) : '';
    };
    const addresses = { to: split(to), cc: split(cc), bcc: [], subject };
    return { from: start.from, to, setTo, cc, setCc, subject, setSubject, addresses, problem };
}

export function EmailFields({ email }: { email: ReturnType<typeof useEmail> }) {
    return (
        <div className="mailfields">
            {email.from && (
                <div>
                    <span>{t('From')}</span>
                    <span className="clip">{email.from}</span>
                </div>
            )}
            <Line label={t('To')} value={email.to} onChange={email.setTo} />
            <Line label={t('Cc')} value={email.cc} onChange={email.setCc} />
            <Line label={t('Subject')} value={email.subject} onChange={email.setSubject} />
        </div>
    );
}

function Line({
    label,
    value,
    onChange,
}: {
    label: string;
    value: string;
    onChange: (value: string) => void;
}) {
    return (
        <label>
            <span>{label}</span>
            <input value={value} onChange={(event) => onChange(event.target.value)} />
        </label>
    );
}
