import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import { type FieldType, textOf } from '../type.ts';

export const email: FieldType = {
    view: ({ value }) => (
        <a className="ref clip" href={`mailto:${value.value}`}>
            {value.value}
        </a>
    ),
    cell: ({ value }) => <span className="clip sub">{textOf(value)}</span>,
    input: (props) => <TextInput {...props} type="email" />,
    operators: textOperators,
    kind: 'text',
};
