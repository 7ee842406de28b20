// The chips of a filter: one per clause of its encoded query, in words.

import type { FilterChip, Schema, SchemaField } from '~/api/contract.ts';
import {
    type Clause,
    type Condition,
    parseQuery,
    printQuery,
    type Query,
} from '~/api/encoded_query/index.ts';
import { fieldType } from '~/fields/index.ts';
import { t } from '~/kit/index.ts';
import { operatorWord, valueText } from './words.ts';

export interface Chip {
    label: string; // of the field
    text: string; // "is Open or New"
    block: number;
    clause: number;
    custom: boolean; // kept verbatim, only removable
}

export const fieldOf = (schema: Schema | undefined, name: string): SchemaField | undefined =>
    schema?.fields.find((field) => field.name === name);

const kindOf = (schema: Schema, name: string) => {
    if (/^\w+(\.\w+)+$/.test(name)) return true;
    const field = fieldOf(schema, name);
    return field && fieldType(field.type).kind;
};

/** A query whose fields are looked up, so that names ending in operator letters are read right. */
export const parseFor = (text: string, schema: Schema | undefined): Query =>
    parseQuery(text, schema && ((name) => kindOf(schema, name)));

/** `known`: the server's own words, used where they belong to the same clause. */
export function chipsOf(query: Query, schema?: Schema, known: FilterChip[] = []): Chip[] {
    const flat = query.any.flatMap((block, b) =>
        block.map((clause, c) => ({ block: b, clause: c, of: clause })),
    );
    const usable = known.length === flat.length ? known : [];
    return flat.map(({ block, clause, of }, index) => ({
        ...wordsOf(of, schema, usable[index]),
        block,
        clause,
        custom: of.custom !== undefined,
    }));
}

function wordsOf(clause: Clause, schema: Schema | undefined, known?: FilterChip) {
    const [first, ...others] = clause.any;
    if (!first) return { label: t('custom'), text: clause.custom ?? '' };
    const label = known?.label ?? fieldOf(schema, first.field)?.label ?? first.field;
    if (known?.display && others.length === 0) return { label, text: known.display };
    const own = others.every((one) => one.field === first.field && one.op === first.op);
    const rest = own
        ? others.map((one) => wordsOfValue(one, schema))
        : others.map((one) => `${labelOf(one, schema)} ${conditionText(one, schema)}`);
    return { label, text: [conditionText(first, schema), ...rest].join(` ${t('or')} `) };
}

const labelOf = (one: Condition, schema?: Schema) => fieldOf(schema, one.field)?.label ?? one.field;

function wordsOfValue(condition: Condition, schema?: Schema): string {
    const dynamic = schema?.dynamic?.find((one) => one.id === condition.value);
    if (dynamic) return dynamic.label;
    return valueText(condition.value, condition.op, fieldOf(schema, condition.field));
}

function conditionText(condition: Condition, schema?: Schema): string {
    const value = wordsOfValue(condition, schema);
    if (condition.op === '=' || condition.op === 'DYNAMIC' || condition.op === 'ON') return value;
    if (condition.op === '!=') return t('not {value}', { value });
    return `${operatorWord(condition.op, fieldOf(schema, condition.field))} ${value}`.trim();
}

/** The query with a clause replaced, or removed when nothing is left of it. */
export function withClause(query: Query, block: number, clause: number, any: Condition[]): string {
    const blocks = query.any.map((clauses, b) =>
        b !== block
            ? clauses
            : clauses
                  .map((one, c) => (c === clause ? { any } : one))
                  .filter((one) => one.custom || one.any.length),
    );
    return printQuery({ ...query, any: blocks.filter((clauses) => clauses.length) });
}

/** The query with one more condition in each alternative. */
export function withCondition(query: Query, any: Condition[]): string {
    const blocks = query.any.length ? query.any : [[]];
    return printQuery({ ...query, any: blocks.map((clauses) => [...clauses, { any }]) });
}
