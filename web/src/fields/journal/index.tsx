import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType, ViewProps } from '../type.ts';

const JournalView = ({ value }: ViewProps) => (
    <span className="t lines" dir="auto">
        {value.display_value ?? value.value}
    </span>
);

export const journal: FieldType = {
    view: JournalView,
    input: (props) => <TextInput {...props} rows={3} />,
    operators: textOperators,
    kind: 'text',
    wide: true,
};
