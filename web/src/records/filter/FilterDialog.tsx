// The whole filter: alternatives of clauses, or its text.

import { useState } from 'react';
import type { Schema } from '~/api/contract.ts';
import { type Clause, parseQuery, printQuery, type Query } from '~/api/encoded_query/index.ts';
import { Button, Dialog, TabList, t, toast } from '~/kit/index.ts';
import { ConditionRow } from './ConditionRow.tsx';
import { parseFor } from './chips.ts';

export interface FilterDialogProps {
    query: string;
    schema: Schema;
    onApply: (query: string) => void;
    onClose: () => void;
}

export function FilterDialog({ query, schema, onApply, onClose }: FilterDialogProps) {
    const [mode, setMode] = useState('builder');
    const [draft, setDraft] = useState<Query>(() => parseFor(query, schema));
    const [text, setText] = useState(query);
    const change = (next: Query) => {
        setDraft(next);
        setText(printQuery(next));
    };
    const write = (next: string) => {
        setText(next);
        setDraft(parseFor(next, schema));
    };
    const unknown = unknownFields(text, schema);
    const apply = () => {
        onApply(text);
        onClose();
    };
    return (
        <Dialog
            wide
            title={t('Filter')}
            onClose={onClose}
            onSubmit={apply}
            footer={
                <>
                    <Button look="quiet" onClick={() => write('')}>
                        {t('Clear')}
                    </Button>
                    <span className="grow" />
                    <Button onClick={onClose}>{t('Cancel')}</Button>
                    <Button look="primary" onClick={apply}>
                        {t('Apply filter')}
                    </Button>
                </>
            }
        >
            <TabList
                className="tablist flat"
                label={t('How to edit')}
                selected={mode}
                onSelect={setMode}
                tabs={[
                    { id: 'builder', label: t('Conditions') },
                    { id: 'text', label: t('Text') },
                ]}
            />
            {mode === 'builder' ? (
                <Blocks query={draft} schema={schema} onChange={change} />
            ) : (
                <>
                    <textarea
                        className="input code"
                        rows={5}
                        aria-label={t('Encoded query')}
                        value={text}
                        onChange={(event) => write(event.target.value)}
                    />
                    <Button
                        look="quiet"
                        onClick={() =>
                            void navigator.clipboard
                                .writeText(text)
                                .then(() => toast(t('Query copied')))
                        }
                    >
                        {t('Copy')}
                    </Button>
                </>
            )}
            {unknown.length > 0 && (
                <p className="field-error" role="alert">
                    {t('Not read, and ignored by the list: {names}', { names: unknown.join(', ') })}
                </p>
            )}
        </Dialog>
    );
}

function unknownFields(text: string, schema: Schema): string[] {
    const names = parseQuery(text)
        .any.flat()
        .flatMap((clause) => clause.any.map((one) => one.field));
    return names.filter(
        (name) => !name.includes('.') && !schema.fields.some((field) => field.name === name),
    );
}

type BlocksProps = { query: Query; schema: Schema; onChange: (query: Query) => void };

function Blocks({ query, schema, onChange }: BlocksProps) {
    const blocks = query.any.length ? query.any : [[]];
    const set = (index: number, clauses: Clause[]) =>
        onChange({
            ...query,
            any: blocks.map((one, i) => (i === index ? clauses : one)).filter((one) => one.length),
        });
    return (
        <div className="blocks">
            {blocks.map((clauses, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no identity
                <div key={index}>
                    {index > 0 && <p className="joiner">{t('or')}</p>}
                    <Clauses
                        clauses={clauses}
                        schema={schema}
                        onChange={(next) => set(index, next)}
                    />
                </div>
            ))}
            <Button
                look="quiet"
                onClick={() => onChange({ ...query, any: [...query.any, [empty()]] })}
            >
                {t('Add an alternative')}
            </Button>
        </div>
    );
}

const empty = (): Clause => ({ any: [{ field: '', op: '=', value: '' }] });

type ClausesProps = { clauses: Clause[]; schema: Schema; onChange: (clauses: Clause[]) => void };

function Clauses({ clauses, schema, onChange }: ClausesProps) {
    const set = (index: number, clause: Clause | null) =>
        onChange(clauses.flatMap((one, i) => (i !== index ? [one] : clause ? [clause] : [])));
    return (
        <div className="block">
            {clauses.map((clause, index) => (
                <ClauseRows
                    // biome-ignore lint/suspicious/noArrayIndexKey: clauses have no identity
                    key={index}
                    clause={clause}
                    schema={schema}
                    onChange={(next) => set(index, next)}
                />
            ))}
            <Button look="quiet" onClick={() => onChange([...clauses, empty()])}>
                {t('Add a condition')}
            </Button>
        </div>
    );
}

type ClauseRowsProps = {
    clause: Clause;
    schema: Schema;
    onChange: (clause: Clause | null) => void;
};

function ClauseRows({ clause, schema, onChange }: ClauseRowsProps) {
    if (clause.custom !== undefined) return <p className="code dim">{clause.custom}</p>;
    const { any } = clause;
    return (
        <div className="clause">
            {any.map((condition, index) => (
                <ConditionRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity
                    key={index}
                    schema={schema}
                    condition={condition}
                    onChange={(next) =>
                        onChange({ any: any.map((one, i) => (i === index ? next : one)) })
                    }
                    onRemove={() =>
                        onChange(any.length > 1 ? { any: any.filter((_, i) => i !== index) } : null)
                    }
                />
            ))}
            <button
                type="button"
                className="link"
                onClick={() => onChange({ any: [...any, { field: '', op: '=', value: '' }] })}
            >
                {t('or')}
            </button>
        </div>
    );
}
