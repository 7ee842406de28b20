import { Picker, Pill, Priority, t } from '~/kit/index.ts';
import { type InputProps, textOf, type ViewProps } from '../type.ts';

/** A pill when the choice has a tone; bars for priorities, which are 1 to 5 with a tone each. */
export function ChoiceView({ value, choices, look, name }: ViewProps) {
    const choice = choices?.find((one) => one.value === value.value);
    const label = value.display_value ?? choice?.label ?? value.value;
    if (look === 'priority' || (look === undefined && /(^|\.)priority$/.test(name)))
        return <Priority value={value.value} label={label} />;
    if (choice?.tone && look !== 'plain') return <Pill tone={choice.tone}>{label}</Pill>;
    return <span className="t">{label}</span>;
}

export function ChoiceInput(props: InputProps) {
    const { value, field, values, onChange, onDone, label } = props;
    const parent = field.dependent ? values[field.dependent] : undefined;
    const allowed = (props.choices ?? []).filter(
        (one) => one.dependent_value === undefined || !parent || one.dependent_value === parent,
    );
    const mayBeEmpty = field.choice === 1 || (field.choice !== 3 && value.value === '');
    const none = mayBeEmpty && !field.mandatory && !allowed.some((one) => one.value === '');
    const options = [...(none ? [{ value: '', label: t('None') }] : []), ...allowed];
    if (props.open)
        return (
            <select
                className="input"
                aria-label={label}
                aria-invalid={props.invalid || undefined}
                value={value.value}
                onChange={(event) => {
                    const chosen = options.find((one) => one.value === event.target.value);
                    onChange({ value: event.target.value, display_value: chosen?.label ?? '' });
                }}
            >
                {field.mandatory && !value.value && <option value="">{t('Choose')}</option>}
                {options.map((one) => (
                    <option key={one.value} value={one.value}>
                        {one.label}
                    </option>
                ))}
            </select>
        );
    return (
        <Picker
            label={label}
            options={options}
            value={value.value}
            initial={textOf(value)}
            invalid={props.invalid ?? false}
            onPick={(one) => {
                const display = one.value === '' ? '' : one.label;
                if (one.value !== value.value)
                    onChange({ value: one.value, display_value: display });
                onDone();
            }}
            onClose={onDone}
        />
    );
}
