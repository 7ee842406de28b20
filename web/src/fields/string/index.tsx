import { ChoiceInput, ChoiceView } from '../choice/parts.tsx';
import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import { type FieldType, type InputProps, textOf, type ViewProps } from '../type.ts';

export const TextView = ({ value }: ViewProps) => (
    <span className="t" dir="auto">
        {textOf(value)}
    </span>
);

function StringInput(props: InputProps) {
    if (props.choices?.length) return <ChoiceInput {...props} />;
    const long = props.field.multiline || (props.field.max_length ?? 0) > 255;
    return <TextInput {...props} {...(long && { rows: 4 })} />;
}

function StringView(props: ViewProps) {
    return props.choices?.length ? <ChoiceView {...props} /> : <TextView {...props} />;
}

export const string: FieldType = {
    view: StringView,
    input: StringInput,
    operators: textOperators,
    kind: 'text',
};

/** What a type that nobody knows falls back to. */
export const unknown: FieldType = { view: TextView, operators: textOperators, kind: 'text' };
