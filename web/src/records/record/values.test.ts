import { describe, expect, test } from 'vitest';
import type { Bootstrap, Form } from '~/api/contract.ts';
import { effectiveFields, missing } from './values.ts';

const user: Bootstrap['user'] = { sys_id: 'u', user_name: 'u', name: 'U', roles: [] };
const form: Form = {
    table: 'incident',
    sys_id: '1',
    mod_count: 0,
    label: 'Incident',
    page: 'form',
    header: { title: 'short_description' },
    sections: [{ id: 'a', label: 'A', fields: ['state', 'close_notes', 'number'] }],
    fields: {
        state: { label: 'State', type: 'choice' },
        close_notes: { label: 'Resolution notes', type: 'string' },
        number: { label: 'Number', type: 'string', readonly: true },
    },
    values: { state: { value: '1' }, close_notes: { value: '' }, number: { value: 'INC1' } },
    choices: {},
    actions: [],
    policies: [
        { when: 'state=6', set: { close_notes: { mandatory: true } }, reverse: true },
        { when: 'state=6', set: { close_notes: { visible: true } }, reverse: true },
        { when: '', set: { number: { readonly: false } } },
    ],
};

describe('the fields of a form', () => {
    test('become mandatory while the condition of a policy holds for the unsaved values', () => {
        const patch = { state: { value: '6' } };
        const fields = effectiveFields(form, patch, user);
        expect(fields.close_notes?.mandatory).toBe(true);
        expect(missing(form, patch, fields)).toEqual(['close_notes']);
    });

    test('are set back while it does not', () => {
        const fields = effectiveFields(form, {}, user);
        expect(fields.close_notes?.visible).toBe(false);
        expect(missing(form, {}, fields)).toEqual([]);
    });

    test('stay read-only when the server says so', () => {
        expect(effectiveFields(form, {}, user).number?.readonly).toBe(true);
    });
});
