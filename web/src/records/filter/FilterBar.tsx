// The filter of a list as chips: each can be changed or removed, more can be added.

import { ChevronDown, ListFilter, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import type { FilterChip, Schema } from '~/api/contract.ts';
import type { Condition, Query } from '~/api/encoded_query/index.ts';
import { Button, Float, IconButton, t } from '~/kit/index.ts';
import { ConditionRow, FieldPicker, newCondition } from './ConditionRow.tsx';
import { type Chip, chipsOf, fieldOf, parseFor, withClause, withCondition } from './chips.ts';
import { FilterDialog } from './FilterDialog.tsx';

export interface FilterBarProps {
    query: string;
    schema: Schema | undefined;
    known?: FilterChip[];
    onChange: (query: string) => void;
}

export function FilterBar({ query, schema, known, onChange }: FilterBarProps) {
    const [advanced, setAdvanced] = useState(false);
    const parsed = parseFor(query, schema);
    const chips = chipsOf(parsed, schema, known);
    return (
        <>
            {chips.map((chip, index) => (
                <span className="filter-part" key={`${chip.block} ${chip.clause} ${chip.text}`}>
                    {index > 0 && chip.clause === 0 && <span className="dim">{t('or')}</span>}
                    <FilterChipButton
                        chip={chip}
                        query={parsed}
                        schema={schema}
                        onChange={onChange}
                    />
                </span>
            ))}
            <AddFilter query={parsed} schema={schema} onChange={onChange} />
            <IconButton
                label={t('Advanced filter')}
                onClick={() => setAdvanced(true)}
                disabled={!schema}
            >
                <SlidersHorizontal size={14} />
            </IconButton>
            {advanced && schema && (
                <FilterDialog
                    query={query}
                    schema={schema}
                    onApply={onChange}
                    onClose={() => setAdvanced(false)}
                />
            )}
        </>
    );
}

type ChipProps = {
    chip: Chip;
    query: Query;
    schema: Schema | undefined;
    onChange: (query: string) => void;
};

function FilterChipButton({ chip, query, schema, onChange }: ChipProps) {
    const [anchor, setAnchor] = useState<HTMLElement | null>(null);
    const [open, setOpen] = useState(false);
    const clause = query.any[chip.block]?.[chip.clause];
    const remove = () =>
        onChange(withClause(query, chip.block, chip.clause, []).replace(/^\^/, ''));
    return (
        <span className="chip" ref={setAnchor}>
            <button
                type="button"
                className="main"
                aria-haspopup="dialog"
                aria-expanded={open}
                disabled={chip.custom}
                onClick={() => setOpen(!open)}
            >
                <b>{chip.label}</b>
                <span className="clip">{chip.text}</span>
                {!chip.custom && <ChevronDown size={12} aria-hidden="true" />}
            </button>
            <button
                type="button"
                className="x"
                aria-label={t('Remove filter {name}', { name: chip.label })}
                onClick={remove}
            >
                <X size={12} />
            </button>
            {open && schema && clause && (
                <Float
                    anchor={anchor}
                    onClose={() => setOpen(false)}
                    className="editor"
                    role="dialog"
                    label={chip.label}
                >
                    <ClauseEditor
                        schema={schema}
                        start={clause.any}
                        onApply={(any) => {
                            setOpen(false);
                            onChange(withClause(query, chip.block, chip.clause, any));
                        }}
                    />
                </Float>
            )}
        </span>
    );
}

type ClauseProps = { schema: Schema; start: Condition[]; onApply: (any: Condition[]) => void };

function ClauseEditor({ schema, start, onApply }: ClauseProps) {
    const [any, setAny] = useState(start);
    const replace = (index: number, next: Condition) =>
        setAny(any.map((one, i) => (i === index ? next : one)));
    const more = () => {
        const last = any.at(-1);
        const field = last && fieldOf(schema, last.field);
        setAny([...any, field ? newCondition(field) : { field: '', op: '=', value: '' }]);
    };
    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                onApply(any.filter((one) => one.field));
            }}
        >
            {any.map((condition, index) => (
                <ConditionRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity
                    key={index}
                    schema={schema}
                    condition={condition}
                    onChange={(next) => replace(index, next)}
                    onRemove={
                        any.length > 1 ? () => setAny(any.filter((_, i) => i !== index)) : undefined
                    }
                />
            ))}
            <div className="editor-foot">
                <Button look="quiet" onClick={more}>
                    {t('Or')}
                </Button>
                <span className="grow" />
                <Button type="submit" look="primary">
                    {t('Apply')}
                </Button>
            </div>
        </form>
    );
}

function AddFilter({ query, schema, onChange }: Omit<ChipProps, 'chip'>) {
    const [anchor, setAnchor] = useState<HTMLElement | null>(null);
    const [open, setOpen] = useState(false);
    const [condition, setCondition] = useState<Condition | null>(null);
    const close = () => {
        setOpen(false);
        setCondition(null);
    };
    const pick = (name: string) => {
        const field = fieldOf(schema, name);
        if (field) setCondition(newCondition(field));
    };
    return (
        <span ref={setAnchor}>
            <button
                type="button"
                className="chip add"
                aria-haspopup="dialog"
                aria-expanded={open}
                disabled={!schema}
                onClick={() => (open ? close() : setOpen(true))}
            >
                <ListFilter size={13} aria-hidden="true" />
                {t('Add filter')}
            </button>
            {open && schema && (
                <Float
                    anchor={anchor}
                    onClose={close}
                    className="editor"
                    role="dialog"
                    label={t('Add filter')}
                >
                    {condition ? (
                        <ClauseEditor
                            schema={schema}
                            start={[condition]}
                            onApply={(any) => {
                                close();
                                onChange(withCondition(query, any));
                            }}
                        />
                    ) : (
                        <FieldPicker schema={schema} onPick={pick} onClose={() => {}} />
                    )}
                </Float>
            )}
        </span>
    );
}
