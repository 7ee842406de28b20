import { useQuery } from '@tanstack/react-query';
import { ChevronsUpDown, X } from 'lucide-react';
import { useState } from 'react';
import { getReference } from '~/api/index.ts';
import { Picker, t } from '~/kit/index.ts';
import { table } from './cases.ts';

export interface Chosen {
    value: string;
    label: string;
}

/** A field that refers to another row: shows what is chosen, opens a searchable list. */
export function ReferencePicker(props: {
    field: string;
    label: string;
    required?: boolean;
    disabled?: boolean;
    placeholder: string;
    chosen: Chosen | null;
    values: Record<string, string>;
    choose: (chosen: Chosen | null) => void;
}) {
    const { field, label, chosen, values, choose } = props;
    const [open, setOpen] = useState(false);
    const [text, setText] = useState('');
    const found = useQuery({
        queryKey: ['reference', field, text, values],
        queryFn: () => getReference(table, field, text, values),
        enabled: open,
    });
    const options = (found.data?.rows ?? []).map((row) => ({
        value: row.sys_id,
        label: row.display,
        detail: row.columns?.filter(Boolean).join(', '),
    }));
    const close = () => {
        setOpen(false);
        setText('');
    };
    return (
        <div className="p-field">
            <span className="p-label" id={`l-${field}`}>
                {label}
                {props.required && <em aria-hidden="true"> *</em>}
            </span>
            {open ? (
                <Picker
                    label={label}
                    options={options}
                    value={chosen?.value}
                    loading={found.isFetching}
                    placeholder={props.placeholder}
                    onQuery={setText}
                    onPick={(option) => {
                        choose({ value: option.value, label: option.label });
                        close();
                    }}
                    onClose={close}
                />
            ) : (
                <div className="p-select">
                    <button
                        type="button"
                        disabled={props.disabled}
                        aria-labelledby={`l-${field} v-${field}`}
                        onClick={() => setOpen(true)}
                    >
                        <span id={`v-${field}`} dir="auto" className={chosen ? '' : 'p-dim'}>
                            {chosen?.label ?? props.placeholder}
                        </span>
                        <ChevronsUpDown size={15} />
                    </button>
                    {chosen && !props.disabled && (
                        <button
                            type="button"
                            aria-label={t('Clear {field}', { field: label })}
                            onClick={() => choose(null)}
                        >
                            <X size={15} />
                        </button>
                    )}
                </div>
            )}
        </div>
    );
}
