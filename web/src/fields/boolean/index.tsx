import { t } from '~/kit/index.ts';
import type { FieldType, InputProps, ViewProps } from '../type.ts';

const isTrue = (value: string) => value === 'true' || value === '1';

const BooleanView = ({ value }: ViewProps) => (
    <span className="t">{isTrue(value.value) ? t('Yes') : t('No')}</span>
);

const BooleanInput = ({ value, label, onChange }: InputProps) => (
    <input
        type="checkbox"
        role="switch"
        className="switch"
        aria-label={label}
        checked={isTrue(value.value)}
        onChange={(event) => onChange({ value: String(event.target.checked) })}
    />
);

export const boolean: FieldType = {
    view: BooleanView,
    cell: ({ value }) => <span className="sub">{isTrue(value.value) ? t('Yes') : t('No')}</span>,
    input: BooleanInput,
    operators: ['=', '!='],
    kind: 'boolean',
    immediate: true,
};
