import { TriangleAlert, UserPlus } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import type { Choice, Column, Value } from '~/api/contract.ts';
import { fieldType, RecordLink, textOf } from '~/fields/index.ts';
import { Sign, SlaCell, t } from '~/kit/index.ts';

export interface CellProps {
    column: Column;
    value: Value;
    choices: Choice[] | undefined;
    table: string;
    sys_id: string;
    signs?: string[] | undefined; // before the link
    error?: string | undefined;
    busy?: boolean | undefined;
    onEdit: (sys_id: string, column: string) => void;
}

/** One cell: what the type draws, a link for the list's link column, a button where it can be edited. */
export const Cell = memo(function Cell(props: CellProps) {
    const { column, value, sys_id, error, busy, onEdit } = props;
    if (column.link)
        return (
            <span className="linkcell">
                <RecordLink table={props.table} sys_id={sys_id} className="num" tabIndex={-1}>
                    {textOf(value) || t('(empty)')}
                </RecordLink>
                {props.signs?.map((name) => (
                    <Sign key={name} name={name} />
                ))}
            </span>
        );
    const content = <CellContent {...props} />;
    if (!column.editable) return content;
    const edit = (event: MouseEvent) => {
        event.stopPropagation();
        onEdit(sys_id, column.name);
    };
    return (
        <button
            type="button"
            tabIndex={-1}
            className={error ? 'cellbtn bad' : 'cellbtn'}
            data-tip={error}
            aria-label={
                error ? `${column.label}: ${textOf(value)}. ${error}` : nameOf(column, value)
            }
            onDoubleClick={edit}
            onClick={value.value === '' ? edit : undefined}
        >
            {busy && <span className="spin" />}
            {error && <TriangleAlert size={13} />}
            {content}
        </button>
    );
});

/** Only what cannot be read off the cell itself needs a name. */
const nameOf = (column: Column, value: Value) =>
    value.value === '' && column.name !== 'assigned_to'
        ? t('{label}: empty', { label: column.label })
        : undefined;

function CellContent({ column, value, choices }: CellProps) {
    if (column.look === 'sla')
        return value.value === '' ? <Nothing /> : <SlaCell percent={Number(value.value)} />;
    if (value.value === '' && column.editable && column.name === 'assigned_to')
        return (
            <>
                <UserPlus size={14} aria-hidden="true" />
                <span className="sub">{t('Assign')}</span>
            </>
        );
    if (value.value === '') return <Nothing />;
    const type = fieldType(column.type);
    const Draw = type.cell ?? type.view;
    const field = {
        label: column.label,
        type: column.type,
        ...(column.reference && { reference: column.reference }),
    };
    return (
        <Draw value={value} field={field} name={column.name} choices={choices} look={column.look} />
    );
}

const Nothing = () => (
    <span className="dim" aria-hidden="true">
        –
    </span>
);
