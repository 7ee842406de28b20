// A record being looked at and changed: what the server said, what is not saved, what was refused.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { checkForm, type FormRequest, getForm, saveForm } from '~/api/calls.ts';
import { ApiError } from '~/api/client.ts';
import type { Conflict, Form, FormCheck, Value } from '~/api/contract.ts';
import { useInterest, useLiveEvent } from '~/api/live.tsx';
import { useBootstrap } from '~/api/session.ts';
import { t } from '~/kit/index.ts';
import { currentValue, effectiveFields, missing, type Patch, rawValues } from './values.ts';

const nothing: Patch = {};
const flashTime = 2400;

export interface Theirs {
    value: Value;
    by?: string | undefined;
}

export function useRecordForm(request: FormRequest) {
    const { table, sys_id, view, query: prefill } = request;
    const client = useQueryClient();
    const { user, formats } = useBootstrap();
    const queryKey = ['form', table, sys_id, view ?? '', ...(prefill ? [prefill] : [])];
    const query = useQuery({ queryKey, queryFn: ({ signal }) => getForm(request, signal) });
    const [patch, setPatch] = useState<Patch>(nothing);
    const [checked, setChecked] = useState<FormCheck>({});
    const [errors, setErrors] = useState<Record<string, string>>({});
    const [conflicts, setConflicts] = useState<Conflict[]>([]);
    const [theirs, setTheirs] = useState<Record<string, Theirs>>({});
    const [saving, setSaving] = useState(false);
    const { flashing, deleted } = useLiveRecord(request, query.refetch, (event) => {
        const touched = Object.keys(patch).filter((name) => event.fields.includes(name));
        const news = touched.map((name) => [
            name,
            { value: event.values[name] ?? { value: '' }, by: event.by },
        ]);
        if (news.length) setTheirs((all) => ({ ...all, ...Object.fromEntries(news) }));
    });

    const form = query.data && withCheck(query.data, checked);
    const fields = form ? effectiveFields(form, patch, user, formats.time_zone) : {};
    const dirty = Object.keys(patch).length;

    const forget = (name: string) => {
        setErrors(({ [name]: _, ...rest }) => rest);
        setTheirs(({ [name]: _, ...rest }) => rest);
    };
    const set = (name: string, value: Value) => {
        if (!form) return;
        const before = query.data?.values[name]?.value ?? '';
        const { [name]: _, ...others } = patch;
        const next =
            value.value === before && sys_id !== '-1' ? others : { ...others, [name]: value };
        setPatch(next);
        forget(name);
        checkForm(table, sys_id, rawValues(form, next), name)
            .then((answer) => {
                const values = Object.entries(answer.values ?? {});
                const written = values.filter(([one]) => isWritable(form, one));
                setChecked((all) => merge(all, answer));
                setPatch((now) => ({ ...now, ...Object.fromEntries(written) }));
            })
            .catch(() => {}); // the save says what matters
    };
    const accept = (saved: Form) => {
        setPatch(nothing);
        setChecked({});
        setErrors({});
        setConflicts([]);
        setTheirs({});
        client.setQueryData(['form', table, saved.sys_id, view ?? ''], saved);
        void client.invalidateQueries({ queryKey: ['activity', table, saved.sys_id] });
        void client.invalidateQueries({ queryKey: ['list'], refetchType: 'none' });
    };
    const refuse = (error: unknown) => {
        if (error instanceof ApiError && error.conflicts.length) setConflicts(error.conflicts);
        else setErrors(errorsOf(error));
    };
    const save = async (overwrite: string[] = []): Promise<Form | null> => {
        if (!form || saving) return null;
        const empty = missing(form, patch, fields);
        if (empty.length) {
            setErrors(
                Object.fromEntries(
                    empty.map((name) => [
                        name,
                        t('{label} is required', { label: fields[name]?.label ?? name }),
                    ]),
                ),
            );
            return null;
        }
        const undecided = Object.entries(theirs).filter(
            ([name]) => name in patch && !overwrite.includes(name),
        );
        if (undecided.length) {
            setConflicts(
                undecided.map(([name, { value, by }]) => conflictOf(name, patch, value, by)),
            );
            return null;
        }
        setSaving(true);
        try {
            const values = Object.fromEntries(
                Object.entries(patch).map(([name, one]) => [name, one.value]),
            );
            const saved = await saveForm(table, sys_id, {
                values: sys_id === '-1' ? { ...rawInitial(form), ...values } : values,
                ...(sys_id !== '-1' && { base_mod_count: form.mod_count }),
                ...(overwrite.length && { overwrite }),
            });
            accept(saved);
            return saved;
        } catch (error) {
            refuse(error);
            return null;
        } finally {
            setSaving(false);
        }
    };
    const discard = () => {
        setPatch(nothing);
        setChecked({});
        setErrors({});
        setConflicts([]);
        setTheirs({});
    };
    const takeTheirs = (name: string) => {
        const { [name]: _, ...rest } = patch;
        setPatch(rest);
        setConflicts(conflicts.filter((one) => one.field !== name));
        forget(name);
        void query.refetch();
    };
    const value = (name: string): Value => (form ? currentValue(form, patch, name) : { value: '' });
    const values = form ? rawValues(form, patch) : {};
    return {
        query,
        form,
        fields,
        patch,
        dirty,
        errors,
        conflicts,
        theirs,
        saving,
        flashing,
        deleted,
        value,
        values,
        set,
        save,
        discard,
        takeTheirs,
        accept,
        refuse,
        keepMine: forget,
    };
}

export type RecordForm = ReturnType<typeof useRecordForm>;

const conflictOf = (
    field: string,
    patch: Patch,
    theirs: Value,
    by: string | undefined,
): Conflict => ({
    field,
    mine: patch[field] ?? { value: '' },
    theirs,
    ...(by && { by }),
});

/** Values that a new record starts with and that the person may write. */
function rawInitial(form: Form): Record<string, string> {
    const own = Object.entries(form.values).filter(
        ([name, one]) => one.value !== '' && form.fields[name] && !form.fields[name].readonly,
    );
    return Object.fromEntries(own.map(([name, one]) => [name, one.value]));
}

const isWritable = (form: Form, name: string) =>
    form.fields[name] !== undefined && !form.fields[name].readonly;

/** The form with what the server answered to the unsaved changes; calculated values are only shown. */
function withCheck(form: Form, check: FormCheck): Form {
    if (!check.fields && !check.choices && !check.values) return form;
    const shown = Object.entries(check.values ?? {}).filter(([name]) => !isWritable(form, name));
    const fields = { ...form.fields };
    for (const [name, flags] of Object.entries(check.fields ?? {}))
        if (fields[name]) fields[name] = { ...fields[name], ...flags };
    const values = { ...form.values, ...Object.fromEntries(shown) };
    return { ...form, values, fields, choices: { ...form.choices, ...check.choices } };
}

const merge = (a: FormCheck, b: FormCheck): FormCheck => ({
    values: { ...a.values, ...b.values },
    fields: { ...a.fields, ...b.fields },
    choices: { ...a.choices, ...b.choices },
});

/** Messages by field, "" for the record as a whole. */
export function errorsOf(error: unknown): Record<string, string> {
    if (!(error instanceof ApiError))
        return { '': t('Something unexpected happened on this page.') };
    if (error.errors.length)
        return Object.fromEntries(error.errors.map((one) => [one.field, one.message]));
    return { '': [error.message, error.detail].filter(Boolean).join('. ') };
}

type RecordEvent = Parameters<Parameters<typeof useLiveEvent<'record'>>[1]>[0];

/** Hears of changes by others, shows them for a moment and asks for the record again. */
function useLiveRecord(
    { table, sys_id }: FormRequest,
    refetch: () => unknown,
    onEvent: (event: RecordEvent) => void,
) {
    const [flashing, setFlashing] = useState<readonly string[]>([]);
    const [deleted, setDeleted] = useState(false);
    const timer = useRef(0);
    useInterest(sys_id === '-1' ? null : { kind: 'record', table, sys_id });
    useEffect(() => () => clearTimeout(timer.current), []);
    useLiveEvent('record', (event) => {
        if (event.sys_id !== sys_id) return;
        if (event.deleted) {
            setDeleted(true);
            return;
        }
        onEvent(event);
        void refetch();
        setFlashing(event.fields);
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => setFlashing([]), flashTime);
    });
    return { flashing, deleted };
}
