import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getReference } from '~/api/calls.ts';
import { Avatar, type Option, Picker, t } from '~/kit/index.ts';
import { type InputProps, textOf } from '../type.ts';
import { isPerson } from './index.tsx';

/** The text after it has not changed for 120 ms. */
export function useSettled(text: string, wait = 120): string {
    const [settled, setSettled] = useState(text);
    useEffect(() => {
        const timer = setTimeout(() => setSettled(text), wait);
        return () => clearTimeout(timer);
    }, [text, wait]);
    return settled;
}

/** Rows that the field may refer to, for what is typed. */
export function useReferenceRows(
    props: Pick<InputProps, 'table' | 'sys_id' | 'values' | 'name'>,
    text: string,
) {
    const q = useSettled(text);
    const { table, sys_id, values, name } = props;
    return useQuery({
        queryKey: ['reference', table, name, q, values],
        queryFn: () => getReference(table, name, q, values, sys_id),
        placeholderData: (before) => before,
        staleTime: 10_000,
    });
}

export function ReferenceInput(props: InputProps) {
    const { value, field, label, onChange, onDone } = props;
    const [text, setText] = useState('');
    const [editing, setEditing] = useState(!props.open);
    const query = useReferenceRows(props, text);
    const rows = query.data?.rows ?? [];
    const person = isPerson(field.reference);
    const options: Option[] = rows.map((row) => ({
        value: row.sys_id,
        label: row.display,
        detail: row.columns?.filter(Boolean).join(', ') || undefined,
        icon: person ? <Avatar name={row.display} size={20} /> : undefined,
    }));
    const canClear = value.value !== '' && text === '' && !field.mandatory;
    const finish = () => (props.open ? setEditing(false) : onDone());
    if (!editing)
        return (
            <button
                type="button"
                className="input pick"
                aria-label={`${label}: ${textOf(value) || t('empty')}`}
                aria-invalid={props.invalid || undefined}
                onClick={() => setEditing(true)}
            >
                {textOf(value) || <span className="dim">{t('Choose')}</span>}
            </button>
        );
    return (
        <Picker
            label={label}
            options={canClear ? [{ value: '', label: t('None') }, ...options] : options}
            value={value.value}
            initial={textOf(value)}
            loading={query.isFetching}
            onQuery={setText}
            placeholder={t('Search')}
            invalid={props.invalid ?? false}
            onPick={(one) => {
                const display = one.value ? one.label : '';
                if (one.value !== value.value)
                    onChange({ value: one.value, display_value: display });
                finish();
            }}
            onClose={finish}
        />
    );
}
