// Running a record's UI actions: question, dialog, answer.

import { type ReactNode, useState } from 'react';
import { runAction } from '~/api/calls.ts';
import type { Action, ActionForm } from '~/api/contract.ts';
import { useLinks } from '~/fields/index.ts';
import { Confirm, toast } from '~/kit/index.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { errorsOf, type RecordForm } from './useRecordForm.ts';

export function useActions(record: RecordForm) {
    const links = useLinks();
    const [running, setRunning] = useState<string | null>(null);
    const [asked, setAsked] = useState<{ action: Action; ask?: ActionForm | undefined } | null>(
        null,
    );
    const [errors, setErrors] = useState<Record<string, string>>({});
    const { form } = record;

    const run = async (action: Action, values?: Record<string, string>) => {
        if (!form) return;
        if (record.dirty && !(await record.save())) return;
        setRunning(action.name);
        setErrors({});
        try {
            const answer = await runAction(action.name, {
                table: form.table,
                sys_ids: [form.sys_id],
                ...(values && { values }),
            });
            const refused = answer.results?.find((one) => !one.ok);
            if (refused) throw refusal(refused.message);
            setAsked(answer.dialog ? { action, ask: answer.dialog } : null);
            if (answer.form) record.accept(answer.form);
            else await record.query.refetch();
            if (answer.message) toast(answer.message);
            if (answer.open) links?.open(answer.open);
        } catch (error) {
            const found = error instanceof Refusal ? { '': error.message } : errorsOf(error);
            if (values) setErrors(found);
            else {
                setAsked(null);
                record.refuse(error);
            }
        }
        setRunning(null);
    };
    const start = (action: Action) => {
        setErrors({});
        if (action.form) setAsked({ action, ask: action.form });
        else if (action.confirm) setAsked({ action });
        else void run(action);
    };
    return { running, start, dialog: form && asked && draw() };

    function draw(): ReactNode {
        if (!asked || !form) return null;
        const { action, ask } = asked;
        const close = () => setAsked(null);
        const destructive = action.style === 'destructive';
        if (!ask)
            return (
                <Confirm
                    question={action.confirm ?? ''}
                    verb={action.label}
                    destructive={destructive}
                    busy={running !== null}
                    onNo={close}
                    onYes={() => void run(action)}
                />
            );
        return (
            <ActionDialog
                title={action.label}
                ask={ask}
                table={form.table}
                sys_id={form.sys_id}
                form={form}
                errors={errors}
                busy={running !== null}
                destructive={destructive}
                onClose={close}
                onSubmit={(values) => void run(action, values)}
            />
        );
    }
}

class Refusal extends Error {}
const refusal = (message = '') => new Refusal(message);
