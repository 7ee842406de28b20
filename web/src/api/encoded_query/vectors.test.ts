// The browser must read and evaluate encoded queries as the server does: both use these vectors.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Environment, type Kind, matches } from './match.ts';
import { parseQuery, printQuery } from './query.ts';

interface FieldDefinition {
    type: string;
    reference?: string;
    choices?: [string, string][];
}
interface Vectors {
    now: string;
    zone: string;
    scripts: Record<string, string>;
    dynamic: Record<string, string>;
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
const system: Record<string, FieldDefinition> = {
    sys_id: { type: 'string' },
    sys_class_name: { type: 'string' },
};

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

type Row = [table: string, values: Record<string, string>];

const rowOf = (sys_id: string): Row | undefined =>
    vectors.rows.find(([, row]) => row.sys_id === sys_id);

/** The value at a path, over the rows that references point to. */
function valueAt([table, row]: Row, path: string): string {
    const [first = '', ...rest] = path.split('.');
    const extension = /^ref_(\w+)$/.exec(first)?.[1];
    if (extension) return isA(table, extension) ? valueAt([table, row], rest.join('.')) : '';
    const value = first === 'sys_class_name' ? table : (row[first] ?? '');
    if (!rest.length) return value;
    const next = rowOf(value);
    return next ? valueAt(next, rest.join('.')) : '';
}

const displayOf = (sys_id: string) => {
    const row = rowOf(sys_id)?.[1];
    return row && (row.name ?? row.number);
};

const labels = vectors.tables.map(({ name }) => {
    const label = name.replaceAll('_', ' ');
    return { value: name, label: label.charAt(0).toUpperCase() + label.slice(1) };
});
const choicesOf = (table: string, field: string) =>
    field === 'sys_class_name'
        ? labels
        : fieldAt(table, field)?.choices?.map(([value, label]) => ({ value, label }));

const environmentOf = (table: string, row: Row): Environment => ({
    value: (field) => (isA(row[0], table) ? valueAt(row, field) : ''),
    display: (field) =>
        choicesOf(row[0], field)?.find(({ value }) => value === valueAt(row, field))?.label ??
        displayOf(valueAt(row, field)),
    kind: (field) => lookup(table)(field) || undefined,
    choices: (field) => choicesOf(table, field),
    members: (field) =>
        valueAt(row, field)
            .split(',')
            .map((one) => displayOf(one) ?? one),
    has: (field) => lookup(table)(field) !== undefined,
    now: new Date(`${vectors.now.replace(' ', 'T')}Z`),
    zone: vectors.zone,
    evaluate: (expression) => vectors.scripts[expression],
    dynamic: (id) => vectors.dynamic[id]?.split(','),
    descends: (name, wanted) => (tableOf(wanted) ? isA(name, wanted) : undefined),
});

// What needs other rows than those that references lead to, only the server can tell.
const needsServer = /TEXTQUERY|keywords=|VALCHANGES|CHANGES|IN_HIERARCHY_DYNAMIC/;

describe('a query finds the rows that the server finds', () => {
    const own = vectors.match.filter(
        ({ query, needs }) => !needs?.includes('related') && !needsServer.test(query),
    );
    test.each(own.map((one) => [one.query, one] as const))('%s', (_, { table, query, rows }) => {
        const found = vectors.rows.filter(
            (row) => isA(row[0], table) && matches(query, environmentOf(table, row)),
        );
        expect(found.map(([, row]) => row.sys_id?.slice(0, 2))).toEqual(rows);
    });
});
