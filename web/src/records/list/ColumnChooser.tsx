import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useState } from 'react';
import type { Schema } from '~/api/contract.ts';
import { Button, Dialog, IconButton, Picker, t } from '~/kit/index.ts';

export interface ColumnChooserProps {
    schema: Schema;
    columns: { name: string; label: string }[];
    onApply: (names: string[] | null) => void; // null: back to the shipped ones
    onClose: () => void;
}

/** The columns in order; moved by buttons, added by search. */
export function ColumnChooser({ schema, columns, onApply, onClose }: ColumnChooserProps) {
    const [chosen, setChosen] = useState(columns);
    const move = (index: number, step: number) => {
        const next = [...chosen];
        const [one] = next.splice(index, 1);
        if (one) next.splice(index + step, 0, one);
        setChosen(next);
    };
    const others = schema.fields.filter((field) => !chosen.some((one) => one.name === field.name));
    const options = others.map((field) => ({ value: field.name, label: field.label }));
    return (
        <Dialog
            title={t('Columns')}
            onClose={onClose}
            footer={
                <>
                    <Button look="quiet" onClick={() => onApply(null)}>
                        {t('Reset')}
                    </Button>
                    <span className="grow" />
                    <Button onClick={onClose}>{t('Cancel')}</Button>
                    <Button
                        look="primary"
                        disabled={chosen.length === 0}
                        onClick={() => onApply(chosen.map((one) => one.name))}
                    >
                        {t('Apply columns')}
                    </Button>
                </>
            }
        >
            <Picker
                key={chosen.length}
                label={t('Add a column')}
                placeholder={t('Add a column')}
                options={options}
                onPick={(option) =>
                    setChosen([...chosen, { name: option.value, label: option.label }])
                }
                onClose={() => {}}
            />
            <ol className="chosen">
                {chosen.map((one, index) => (
                    <li key={one.name}>
                        <span className="grow clip">{one.label}</span>
                        <IconButton
                            label={t('Move {name} up', { name: one.label })}
                            disabled={index === 0}
                            onClick={() => move(index, -1)}
                        >
                            <ArrowUp size={14} />
                        </IconButton>
                        <IconButton
                            label={t('Move {name} down', { name: one.label })}
                            disabled={index === chosen.length - 1}
                            onClick={() => move(index, 1)}
                        >
                            <ArrowDown size={14} />
                        </IconButton>
                        <IconButton
                            label={t('Remove {name}', { name: one.label })}
                            onClick={() => setChosen(chosen.filter((other) => other !== one))}
                        >
                            <X size={14} />
                        </IconButton>
                    </li>
                ))}
            </ol>
        </Dialog>
    );
}
