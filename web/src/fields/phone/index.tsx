import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import { type FieldType, textOf } from '../type.ts';

export const phone: FieldType = {
    view: ({ value }) => (
        <a className="ref clip num" href={`tel:${value.value.replace(/[^+\d]/g, '')}`}>
            {textOf(value)}
        </a>
    ),
    cell: ({ value }) => <span className="clip sub num">{textOf(value)}</span>,
    input: (props) => <TextInput {...props} type="tel" />,
    operators: textOperators,
    kind: 'text',
};
