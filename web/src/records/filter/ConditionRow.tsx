// One condition being edited: field, operator, value.

import { X } from 'lucide-react';
import { useState } from 'react';
import type { Choice, Schema, SchemaField } from '~/api/contract.ts';
import { type Condition, type Operator, takesValue } from '~/api/encoded_query/index.ts';
import { fieldType } from '~/fields/index.ts';
import { fromLocalInput, IconButton, Picker, t, toLocalInput } from '~/kit/index.ts';
import { fieldOf } from './chips.ts';
import { dateUnits, operatorsOf, operatorWord, phrases, valueText } from './words.ts';

export interface ConditionRowProps {
    schema: Schema;
    condition: Condition;
    onChange: (condition: Condition) => void;
    onRemove?: (() => void) | undefined;
}

/** A condition for a field as it is first added. */
export function newCondition(field: SchemaField): Condition {
    const op = operatorsOf(field)[0] ?? '=';
    return { field: field.name, op, value: firstValue(field, op) };
}

function firstValue(field: SchemaField, op: Operator): string {
    if (fieldType(field.type).kind === 'boolean') return 'true';
    if (op === 'ON' || op === 'NOTON') return phrases[0]?.value ?? '';
    if (op.startsWith('RELATIVE')) return '@dayofweek@ago@7';
    return '';
}

export function ConditionRow({ schema, condition, onChange, onRemove }: ConditionRowProps) {
    const field = fieldOf(schema, condition.field);
    const [choosing, setChoosing] = useState(condition.field === '');
    const chooseField = (name: string) => {
        const chosen = fieldOf(schema, name);
        if (chosen) onChange(newCondition(chosen));
        setChoosing(false);
    };
    return (
        <div className="condition">
            {choosing ? (
                <div className="choosing">
                    <FieldPicker
                        schema={schema}
                        onPick={chooseField}
                        onClose={() => setChoosing(false)}
                    />
                </div>
            ) : (
                <button type="button" className="input pick" onClick={() => setChoosing(true)}>
                    {field?.label ?? (condition.field || t('Choose a field'))}
                </button>
            )}
            {field && (
                <select
                    className="input"
                    aria-label={t('Operator')}
                    value={condition.op}
                    onChange={(event) => {
                        const op = event.target.value as Operator;
                        const same = takesValue(op) && shapeOf(op) === shapeOf(condition.op);
                        onChange({
                            ...condition,
                            op,
                            value: same ? condition.value : firstValue(field, op),
                        });
                    }}
                >
                    {[...new Set([...operatorsOf(field), condition.op])].map((op) => (
                        <option key={op} value={op}>
                            {operatorWord(op, field)}
                        </option>
                    ))}
                </select>
            )}
            {field && takesValue(condition.op) && (
                <ValueInput
                    schema={schema}
                    field={field}
                    condition={condition}
                    onChange={onChange}
                />
            )}
            {onRemove && (
                <IconButton label={t('Remove condition')} onClick={onRemove}>
                    <X size={14} />
                </IconButton>
            )}
        </div>
    );
}

const shapeOf = (op: Operator) =>
    op.startsWith('RELATIVE')
        ? 'relative'
        : op === 'ON' || op === 'NOTON'
          ? 'day'
          : op === 'DYNAMIC'
            ? 'dynamic'
            : 'plain';

export function FieldPicker(props: {
    schema: Schema;
    onPick: (name: string) => void;
    onClose: () => void;
}) {
    const options = props.schema.fields.map((field) => ({ value: field.name, label: field.label }));
    return (
        <Picker
            inline
            label={t('Field')}
            placeholder={t('Search fields')}
            options={options}
            onPick={(option) => props.onPick(option.value)}
            onClose={props.onClose}
        />
    );
}

type ValueProps = Required<Pick<ConditionRowProps, 'schema' | 'condition' | 'onChange'>> & {
    field: SchemaField;
};

function ValueInput({ schema, field, condition, onChange }: ValueProps) {
    const { op, value } = condition;
    const set = (next: string) => onChange({ ...condition, value: next });
    const type = fieldType(field.type);
    if (op === 'DYNAMIC') {
        const fits = schema.dynamic?.filter((one) => one.reference === field.reference) ?? [];
        return (
            <Select
                value={value}
                onChange={set}
                choices={fits.map((one) => ({ value: one.id, label: one.label }))}
            />
        );
    }
    if (value.startsWith('javascript:') && type.kind === 'reference') {
        const words = valueText(value, op, field);
        return <Select value={value} onChange={set} choices={[{ value, label: words }]} />;
    }
    if (op === 'ON' || op === 'NOTON') return <DayInput value={value} onChange={set} />;
    if (op.startsWith('RELATIVE')) return <RelativeInput value={value} onChange={set} />;
    if (type.kind === 'boolean')
        return (
            <Select
                value={value}
                onChange={set}
                choices={[
                    { value: 'true', label: t('yes') },
                    { value: 'false', label: t('no') },
                ]}
            />
        );
    if (op === 'IN' || op === 'NOT IN')
        return <ManyInput field={field} value={value} onChange={set} />;
    if (field.choices?.length)
        return <Select value={value} onChange={set} choices={field.choices} />;
    if (type.kind === 'reference' && (op === '=' || op === '!=') && type.input)
        return (
            <type.input
                open
                table={schema.table}
                sys_id=""
                name={field.name}
                label={t('Value')}
                values={{}}
                value={{ value }}
                field={{
                    label: field.label,
                    type: field.type,
                    ...(field.reference && { reference: field.reference }),
                }}
                onChange={(next) => set(next.value)}
                onDone={() => {}}
            />
        );
    if (type.kind === 'date' && op !== 'BETWEEN')
        return (
            <input
                className="input"
                type="datetime-local"
                aria-label={t('Value')}
                value={toLocalInput(/^\d{4}-/.test(value) ? value : '')}
                onChange={(event) => set(fromLocalInput(event.target.value))}
            />
        );
    return (
        <input
            className="input"
            aria-label={t('Value')}
            value={value}
            onChange={(event) => set(event.target.value)}
        />
    );
}

type SimpleProps = { value: string; onChange: (value: string) => void };

function Select({ value, onChange, choices }: SimpleProps & { choices: Choice[] }) {
    return (
        <select
            className="input"
            aria-label={t('Value')}
            value={value}
            onChange={(event) => onChange(event.target.value)}
        >
            {!choices.some((one) => one.value === value) && (
                <option value={value}>{value || t('Choose')}</option>
            )}
            {choices.map((one) => (
                <option key={one.value} value={one.value}>
                    {one.label}
                </option>
            ))}
        </select>
    );
}

function ManyInput({ field, value, onChange }: SimpleProps & { field: SchemaField }) {
    const chosen = value.split(',').filter(Boolean);
    if (!field.choices?.length)
        return (
            <input
                className="input"
                aria-label={t('Values, with commas')}
                value={value}
                onChange={(event) => onChange(event.target.value)}
            />
        );
    const toggle = (one: string) =>
        onChange(
            (chosen.includes(one)
                ? chosen.filter((other) => other !== one)
                : [...chosen, one]
            ).join(','),
        );
    return (
        <div className="many">
            {field.choices.map((choice) => (
                <label key={choice.value}>
                    <input
                        type="checkbox"
                        className="check"
                        checked={chosen.includes(choice.value)}
                        onChange={() => toggle(choice.value)}
                    />
                    {choice.label}
                </label>
            ))}
        </div>
    );
}

function DayInput({ value, onChange }: SimpleProps) {
    const known = phrases.some((one) => one.value === value);
    const day = /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? '';
    return (
        <>
            <select
                className="input"
                aria-label={t('Value')}
                value={known ? value : 'day'}
                onChange={(event) =>
                    onChange(
                        event.target.value === 'day'
                            ? new Date().toISOString().slice(0, 10)
                            : event.target.value,
                    )
                }
            >
                {phrases.map((one) => (
                    <option key={one.label} value={one.value}>
                        {t(one.label)}
                    </option>
                ))}
                <option value="day">{t('A day')}</option>
            </select>
            {!known && (
                <input
                    className="input"
                    type="date"
                    aria-label={t('Day')}
                    value={day}
                    onChange={(event) => onChange(event.target.value)}
                />
            )}
        </>
    );
}

function RelativeInput({ value, onChange }: SimpleProps) {
    const [, unit = 'dayofweek', direction = 'ago', n = '7'] = value.split('@');
    const set = (next: { unit?: string; direction?: string; n?: string }) => {
        const all = { unit, direction, n, ...next };
        onChange(`@${all.unit}@${all.direction}@${all.n}`);
    };
    return (
        <>
            <input
                className="input short"
                type="number"
                min="0"
                aria-label={t('Number')}
                value={n}
                onChange={(event) => set({ n: event.target.value })}
            />
            <select
                className="input"
                aria-label={t('Unit')}
                value={unit}
                onChange={(event) => set({ unit: event.target.value })}
            >
                {dateUnits.map((one) => (
                    <option key={one.value} value={one.value}>
                        {t(one.label)}
                    </option>
                ))}
            </select>
            <select
                className="input"
                aria-label={t('Direction')}
                value={direction}
                onChange={(event) => set({ direction: event.target.value })}
            >
                <option value="ago">{t('ago')}</option>
                <option value="ahead">{t('ahead')}</option>
            </select>
        </>
    );
}
