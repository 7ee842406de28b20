// The browser must read and evaluate encoded queries as the server does: both use these vectors.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Kind, matches } from './match.ts';
import { parseQuery, printQuery } from './query.ts';

interface FieldDefinition {
    type: string;
    reference?: string;
    choices?: [string, string][];
}
interface Vectors {
    now: string;
    tables: { name: string; extends?: string; fields: Record<string, FieldDefinition> }[];
    rows: [string, Record<string, string>][];
    parse: { table: string; query: string; is: string; dropped?: string[] }[];
    match: { table: string; query: string; rows: string[]; needs?: string | string[] }[];
}
const file = new URL('../../../../tests/vectors/encoded_query.json', import.meta.url);
const vectors = JSON.parse(
    readFileSync(file, 'utf8').replace(/\$(\w\w)/g, (_, id: string) => id.padEnd(32, '0')),
) as Vectors;

const tableOf = (name: string) => vectors.tables.find((one) => one.name === name);
function fieldsOf(name: string): Record<string, FieldDefinition> {
    const table = tableOf(name);
    return { ...(table?.extends && fieldsOf(table.extends)), ...table?.fields };
}
const isA = (name: string, wanted: string): boolean => {
    const parent = tableOf(name)?.extends;
    return name === wanted || (parent !== undefined && isA(parent, wanted));
};
const kinds: Record<string, Kind> = {
    boolean: 'boolean',
    integer: 'number',
    decimal: 'number',
    reference: 'reference',
    glide_list: 'list',
    glide_date_time: 'date',
    glide_date: 'date',
    glide_duration: 'date',
};
const system: Record<string, FieldDefinition> = { sys_id: { type: 'string' } };

function fieldAt(table: string, path: string): FieldDefinition | undefined {
    const [first = '', ...rest] = path.split('.');
    const extension = /^ref_(\w+)$/.exec(first)?.[1];
    if (extension) return rest.length ? fieldAt(extension, rest.join('.')) : undefined;
    const field = { ...system, ...fieldsOf(table) }[first];
    return rest.length && field
        ? (field.reference && fieldAt(field.reference, rest.join('.'))) || undefined
        : field;
}
const lookup = (table: string) => (name: string) => {
    const field = fieldAt(table, name);
    return field && (kinds[field.type] ?? 'text');
};

describe('a query is spelled as the server spells it', () => {
    const own = vectors.parse.filter(
        ({ is, query }) => !/RLQUERY|SUBQUERY|JOIN/.test(is + query) && !/TEXTINDEX/.test(query),
    );
    test.each(own.map((one) => [one.query, one] as const))(
        '%s',
        (_, { table, query, is, dropped = [] }) => {
            const parsed = parseQuery(query, lookup(table));
            // What the server drops is kept here as it is, for the person to see and remove.
            const known = lookup(table);
            const any = parsed.any.map((block) =>
                block
                    .map((clause) => ({
                        ...clause,
                        any: clause.any.filter((one) => known(one.field)),
                    }))
                    .filter(
                        (clause) =>
                            clause.any.length ||
                            (clause.custom && !dropped.includes(clause.custom)),
                    ),
            );
            const order = parsed.order.filter((one) => lookup(table)(one.field));
            expect(printQuery({ any: any.filter((block) => block.length), order })).toBe(is);
        },
    );

    test.each(vectors.parse.map((one) => [one.query, one.table]))(
        '%s survives the filter builder',
        (query, table) => {
            const once = printQuery(parseQuery(query, lookup(table)));
            expect(printQuery(parseQuery(once, lookup(table)))).toBe(once);
        },
    );
});

describe('a query finds the rows that the server finds', () => {
    const rowOf = (sys_id: string) => vectors.rows.find(([, row]) => row.sys_id === sys_id);
    const displayOf = (sys_id: string) => {
        const row = rowOf(sys_id)?.[1];
        return row && (row.name ?? row.number);
    };
    const plain = vectors.match.filter(
        ({ query, needs }) =>
            !needs &&
            !/\w\.\w|TEXTQUERY|keywords|javascript:|DATEPART|THAN|HIERARCHY|INSTANCEOF|RELATIVE|SAMEAS|_FIELD|\bON|NOTON|opened_atON|dueON|sys_/.test(
                query,
            ),
    );
    test.each(plain.map((one) => [one.query, one] as const))('%s', (_, { table, query, rows }) => {
        const found = vectors.rows.filter(([name, row]) => {
            const kindOf = lookup(name);
            return (
                isA(name, table) &&
                matches(query, {
                    value: (field) => row[field] ?? '',
                    display: (field) =>
                        fieldAt(table, field)?.choices?.find(
                            ([value]) => value === row[field],
                        )?.[1] ?? displayOf(row[field] ?? ''),
                    kind: (field) => kindOf(field) || undefined,
                    choices: (field) =>
                        fieldAt(name, field)?.choices?.map(([value, label]) => ({ value, label })),
                    members: (field) =>
                        (row[field] ?? '').split(',').map((one) => displayOf(one) ?? one),
                    has: (field) => kindOf(field) !== undefined,
                    now: new Date(`${vectors.now.replace(' ', 'T')}Z`),
                })
            );
        });
        expect(found.map(([, row]) => row.sys_id?.slice(0, 2))).toEqual(rows);
    });
});
