import { useState } from 'react';
import type { Schema, Value } from '~/api/contract.ts';
import { fieldType } from '~/fields/index.ts';
import { Button, Dialog, plural, t } from '~/kit/index.ts';
import { FieldPicker } from '../filter/ConditionRow.tsx';

export interface EditFieldsProps {
    schema: Schema;
    count: number;
    onApply: (values: Record<string, string>) => void;
    onClose: () => void;
}

/** One field and one value for all selected rows. */
export function EditFields({ schema, count, onApply, onClose }: EditFieldsProps) {
    const [name, setName] = useState('');
    const [value, setValue] = useState<Value>({ value: '' });
    const field = schema.fields.find((one) => one.name === name);
    const type = field && fieldType(field.choices?.length ? 'choice' : field.type);
    const editable = {
        ...schema,
        fields: schema.fields.filter(
            (one) => !one.name.startsWith('sys_') && fieldType(one.type).input,
        ),
    };
    return (
        <Dialog
            title={plural(count, 'Edit {n} row', 'Edit {n} rows')}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>{t('Cancel')}</Button>
                    <Button
                        look="primary"
                        disabled={!field}
                        onClick={() => onApply({ [name]: value.value })}
                    >
                        {plural(count, 'Change {n} row', 'Change {n} rows')}
                    </Button>
                </>
            }
        >
            {field && type?.input ? (
                <div className="dialog-field">
                    <span>
                        {field.label}{' '}
                        <button type="button" className="link" onClick={() => setName('')}>
                            {t('Another field')}
                        </button>
                    </span>
                    <type.input
                        open
                        table={schema.table}
                        sys_id=""
                        name={name}
                        label={field.label}
                        values={{}}
                        value={value}
                        field={{
                            label: field.label,
                            type: field.type,
                            ...(field.reference && { reference: field.reference }),
                        }}
                        choices={field.choices}
                        onChange={setValue}
                        onDone={() => {}}
                    />
                </div>
            ) : (
                <FieldPicker schema={editable} onPick={setName} onClose={() => {}} />
            )}
        </Dialog>
    );
}
