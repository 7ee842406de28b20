import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Client, Person, Row } from './client.ts';
import type { World } from './world.ts';

// What a cell of the table promises: a status, or exactly these rows (in any order) with status 200.
export type Cell = number | string[];

// Who may do what: personas down, operations across. A cell that is not written is not asked.
export interface Matrix<Who extends string, What extends string> {
    personas: Record<Who, Person | undefined>; // undefined: nobody is signed in
    operations: Record<What, (client: Client) => Promise<Answer<unknown>>>;
    expect: Record<Who, Partial<Record<What, Cell>>>;
    label?: string; // the field by which rows are named in a cell; default number
}

// Registers one test per cell, named as a sentence. The table is asked for when its first test
// runs, so it may use what `before` has prepared.
export function permissions<Who extends string, What extends string>(
    world: () => World,
    title: string,
    table: () => Matrix<Who, What> | Promise<Matrix<Who, What>>,
): void {
    test(title, async (context) => {
        const matrix = await table();
        for (const who of keys(matrix.expect)) {
            const client = world().as(matrix.personas[who]);
            for (const what of keys(matrix.expect[who])) {
                const cell = matrix.expect[who][what] as Cell;
                await context.test(`${who}: ${what} -> ${wording(cell)}`, async () => {
                    compare(await matrix.operations[what](client), cell, matrix.label ?? 'number');
                });
            }
        }
    });
}

function keys<Key extends string>(record: Partial<Record<Key, unknown>>): Key[] {
    return Object.keys(record) as Key[];
}

function wording(cell: Cell): string {
    if (typeof cell === 'number') return String(cell);
    return cell.length ? cell.join(', ') : 'no rows';
}

function compare(answer: Answer<unknown>, cell: Cell, label: string): void {
    if (typeof cell === 'number') {
        assert.equal(answer.status, cell, answer.text.slice(0, 500));
        return;
    }
    assert.equal(answer.status, 200, answer.text.slice(0, 500));
    assert.deepEqual(labels(answer.result, label).sort(), [...cell].sort());
}

function labels(result: unknown, label: string): string[] {
    const rows = (Array.isArray(result) ? result : [result]) as (Row | Record<string, string>)[];
    return rows.map((row) => {
        const field = row[label];
        return typeof field === 'string' ? field : (field?.display_value ?? '(not shown)');
    });
}
