import { Avatar } from '~/kit/index.ts';
import { RecordLink } from '../context.tsx';
import { referenceOperators } from '../operators.ts';
import { type FieldType, textOf, type ViewProps } from '../type.ts';
import { ReferenceInput } from './ReferenceInput.tsx';

/** Tables whose rows are people. */
const people = new Set(['sys_user', 'customer_contact', 'csm_consumer']);
export const isPerson = (table: string | undefined) => people.has(table ?? '');

function ReferenceView({ value, field }: ViewProps) {
    return (
        <>
            {isPerson(field.reference) && <Avatar name={textOf(value)} size={18} />}
            <RecordLink table={field.reference} sys_id={value.value}>
                <bdi>{textOf(value)}</bdi>
            </RecordLink>
        </>
    );
}

function ReferenceCell({ value, field }: ViewProps) {
    const person = field.reference === 'sys_user';
    return (
        <>
            {person && <Avatar name={textOf(value)} size={20} />}
            <bdi className={person ? 'clip' : 'clip sub'}>{textOf(value)}</bdi>
        </>
    );
}

export const reference: FieldType = {
    view: ReferenceView,
    cell: ReferenceCell,
    input: ReferenceInput,
    operators: referenceOperators,
    kind: 'reference',
};
