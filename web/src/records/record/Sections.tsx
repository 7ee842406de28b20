import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Section } from '~/api/contract.ts';
import { isJournal } from '~/fields/index.ts';
import { FieldRow } from './FieldRow.tsx';
import type { RecordForm } from './useRecordForm.ts';

/** The sections of the layout, in two columns where there is room. */
export function Sections({
    record,
    roomy,
    open,
}: {
    record: RecordForm;
    roomy?: boolean;
    open?: boolean;
}) {
    const { form } = record;
    if (!form) return null;
    return form.sections.map((section) => (
        <SectionBlock
            key={section.id}
            section={section}
            record={record}
            roomy={roomy ?? false}
            open={open ?? false}
        />
    ));
}

type BlockProps = { section: Section; record: RecordForm; roomy: boolean; open: boolean };

function SectionBlock({ section, record, roomy, open: editing }: BlockProps) {
    const [open, setOpen] = useState(!section.collapsed);
    const isNew = record.form?.sys_id === '-1';
    // What is said about a record is written below its conversation, not in its fields; what the
    // server fills in does not exist before the record does.
    const names = section.fields.filter((name) => {
        const field = record.fields[name];
        if (!field || field.visible === false) return false;
        if (isNew && field.readonly && !record.value(name).value) return false;
        return !(record.form?.composer && isJournal(field.type));
    });
    const failed = names.some((name) => record.errors[name]);
    const shown = open || failed;
    if (names.length === 0) return null;
    const Icon = shown ? ChevronDown : ChevronRight;
    return (
        <section className="sec">
            <h2>
                <button type="button" aria-expanded={shown} onClick={() => setOpen(!shown)}>
                    <Icon size={14} aria-hidden="true" />
                    {section.label}
                </button>
            </h2>
            {shown && (
                <div className={roomy ? 'fs two' : 'fs'}>
                    {names.map((name) => (
                        <FieldRow key={name} record={record} name={name} open={editing} />
                    ))}
                </div>
            )}
        </section>
    );
}
