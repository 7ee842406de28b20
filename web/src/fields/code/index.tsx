import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType, ViewProps } from '../type.ts';

const CodeView = ({ value }: ViewProps) => <pre className="code">{value.value}</pre>;

/** Text for machines: scripts, conditions, JSON, XML. */
export const code: FieldType = {
    view: CodeView,
    cell: ({ value }) => <span className="clip sub code">{value.value}</span>,
    input: (props) => <TextInput {...props} rows={8} code />,
    operators: textOperators,
    kind: 'text',
    wide: true,
};
