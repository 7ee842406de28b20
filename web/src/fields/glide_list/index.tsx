import { X } from 'lucide-react';
import { useState } from 'react';
import { Picker, t } from '~/kit/index.ts';
import { RecordLink } from '../context.tsx';
import { emptiness } from '../operators.ts';
import { useReferenceRows } from '../reference/ReferenceInput.tsx';
import { type FieldType, type InputProps, textOf, type ViewProps } from '../type.ts';

interface Entry {
    value: string;
    label: string;
}

/** Entries of a comma list; the display value names them in the same order. */
export function entries({ value, display_value }: ViewProps['value']): Entry[] {
    const names = display_value?.split(/,\s*/) ?? [];
    return value
        .split(',')
        .filter(Boolean)
        .map((one, index) => ({ value: one, label: names[index] ?? one }));
}

function ListView({ value, field }: ViewProps) {
    return (
        <span className="names">
            {entries(value).map((one) => (
                <RecordLink key={one.value} table={field.reference} sys_id={one.value}>
                    {one.label}
                </RecordLink>
            ))}
        </span>
    );
}

function ListInput(props: InputProps) {
    const [chosen, setChosen] = useState(() => entries(props.value));
    const [text, setText] = useState('');
    const query = useReferenceRows(props, text);
    const change = (next: Entry[]) => {
        setChosen(next);
        props.onChange({
            value: next.map((one) => one.value).join(','),
            display_value: next.map((one) => one.label).join(', '),
        });
    };
    const rows = query.data?.rows ?? [];
    const options = rows
        .filter((row) => !chosen.some((one) => one.value === row.sys_id))
        .map((row) => ({ value: row.sys_id, label: row.display, detail: row.columns?.join(', ') }));
    return (
        <div className="tokens">
            {chosen.map((one) => (
                <span className="token" key={one.value}>
                    {one.label}
                    <button
                        type="button"
                        aria-label={t('Remove {name}', { name: one.label })}
                        onPointerDown={(event) => event.preventDefault()}
                        onClick={() => change(chosen.filter((other) => other !== one))}
                    >
                        <X size={12} />
                    </button>
                </span>
            ))}
            <Picker
                key={chosen.length}
                label={props.label}
                options={options}
                loading={query.isFetching}
                onQuery={setText}
                placeholder={t('Add')}
                onPick={(one) => {
                    change([...chosen, one]);
                    setText('');
                }}
                onClose={props.onDone}
            />
        </div>
    );
}

export const glide_list: FieldType = {
    view: ListView,
    cell: ({ value }) => <span className="clip sub">{textOf(value)}</span>,
    input: ListInput,
    operators: ['LIKE', 'NOT LIKE', ...emptiness],
    kind: 'list',
    wide: true,
};
