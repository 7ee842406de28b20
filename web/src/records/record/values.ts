// What a form shows at this moment: values with the unsaved ones, flags with the policies applied.

import type { Bootstrap, Field, Form, Value } from '~/api/contract.ts';
import { type Environment, matches } from '~/api/encoded_query/index.ts';
import { fieldType } from '~/fields/index.ts';

export type Patch = Readonly<Record<string, Value>>;

export const currentValue = (form: Form, patch: Patch, name: string): Value =>
    patch[name] ?? form.values[name] ?? { value: '' };

/** Raw values of all fields, the unsaved ones included. */
export function rawValues(form: Form, patch: Patch): Record<string, string> {
    const all = { ...form.values, ...patch };
    return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, one.value]));
}

const environment = (
    form: Form,
    patch: Patch,
    user: Bootstrap['user'],
    zone: string | undefined,
): Environment => ({
    value: (name) => currentValue(form, patch, name).value,
    display: (name) => currentValue(form, patch, name).display_value,
    kind: (name) => fieldType(form.fields[name]?.type ?? '').kind,
    choices: (name) => form.choices[name],
    has: (name) => name in form.values || name in form.fields,
    user: { ...user, groups: user.groups?.map((group) => group.sys_id) ?? [] },
    ...(zone ? { zone } : {}),
});

/**
 * The fields with the UI policies that hold now. A policy may only tighten what the server has
 * said: a field that is read-only there stays so.
 */
export function effectiveFields(
    form: Form,
    patch: Patch,
    user: Bootstrap['user'],
    zone?: string,
): Record<string, Field> {
    const fields = Object.fromEntries(
        Object.entries(form.fields).map(([name, one]) => [name, { ...one }]),
    );
    const where = environment(form, patch, user, zone);
    for (const policy of form.policies ?? []) {
        const holds = matches(policy.when, where);
        if (!holds && !policy.reverse) continue;
        for (const [name, flags] of Object.entries(policy.set)) {
            const field = fields[name];
            const given = form.fields[name];
            if (!field || !given) continue;
            const want = (flag: boolean | undefined) =>
                flag === undefined ? undefined : flag === holds;
            const readonly = want(flags.readonly);
            const mandatory = want(flags.mandatory);
            const visible = want(flags.visible);
            if (readonly !== undefined) field.readonly = given.readonly || readonly;
            if (mandatory !== undefined) field.mandatory = given.mandatory || mandatory;
            if (visible !== undefined) field.visible = given.visible !== false && visible;
        }
    }
    return fields;
}

/** Mandatory fields of the layout that are empty and could be filled. */
export function missing(form: Form, patch: Patch, fields: Record<string, Field>): string[] {
    const shown = form.sections.flatMap((section) => section.fields);
    return [...new Set(shown)].filter((name) => {
        const field = fields[name];
        if (!field?.mandatory || field.readonly || field.visible === false) return false;
        return currentValue(form, patch, name).value.trim() === '';
    });
}
