import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import { type FieldType, textOf, type ViewProps } from '../type.ts';

/** A link only for addresses of the web; `javascript:` and its like stay text. */
function UrlView({ value }: ViewProps) {
    if (!/^(https?:\/\/|\/(?!\/))/i.test(value.value))
        return <span className="t">{textOf(value)}</span>;
    return (
        <a className="ref clip" href={value.value} target="_blank" rel="noopener noreferrer">
            {textOf(value)}
        </a>
    );
}

export const url: FieldType = {
    view: UrlView,
    cell: ({ value }) => <span className="clip sub">{textOf(value)}</span>,
    input: (props) => <TextInput {...props} type="url" />,
    operators: textOperators,
    kind: 'text',
};
