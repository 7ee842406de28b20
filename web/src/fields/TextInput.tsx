import { type KeyboardEvent, useState } from 'react';
import type { InputProps } from './type.ts';

export interface TextInputProps extends InputProps {
    type?: string;
    /** Text of the value in the input, and back; undefined = not acceptable. */
    print?: (value: string) => string;
    parse?: (text: string) => string | undefined;
    rows?: number;
    code?: boolean;
    placeholder?: string;
}

const same = (text: string) => text;

/** One line or several: saves when it is left or on Enter, Escape gives the old text back. */
export function TextInput(props: TextInputProps) {
    const { value, print = same, parse = same, rows, type, onChange, onDone, open } = props;
    const before = print(value.value);
    const [text, setText] = useState(before);
    const bad = parse(text) === undefined;
    const finish = () => {
        const parsed = parse(text);
        if (text !== before && parsed !== undefined) onChange({ value: parsed });
        onDone();
    };
    const keys = (event: KeyboardEvent) => {
        if (event.key === 'Escape' && !open) {
            event.preventDefault();
            event.stopPropagation();
            setText(before);
            onDone();
        }
        if (event.key === 'Enter' && !open && (!rows || event.ctrlKey)) {
            event.preventDefault();
            event.stopPropagation();
            finish();
        }
    };
    const common = {
        className: props.code ? 'input code' : 'input',
        'aria-label': props.label,
        'aria-required': props.field.mandatory || undefined,
        'aria-invalid': props.invalid || bad || undefined,
        maxLength: props.field.max_length || undefined,
        placeholder: props.placeholder,
        autoFocus: !open,
        value: text,
        onBlur: finish,
        onKeyDown: keys,
        dir: type ? undefined : 'auto',
    };
    if (rows)
        return (
            <textarea {...common} rows={rows} onChange={(event) => setText(event.target.value)} />
        );
    return <input {...common} type={type} onChange={(event) => setText(event.target.value)} />;
}
