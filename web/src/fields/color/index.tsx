import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType, ViewProps } from '../type.ts';

const ColorView = ({ value }: ViewProps) => (
    <>
        <span className="swatch" style={{ backgroundColor: value.value }} />
        <span className="t num">{value.value}</span>
    </>
);

export const color: FieldType = {
    view: ColorView,
    input: (props) => <TextInput {...props} type="color" />,
    operators: textOperators,
    kind: 'text',
};
