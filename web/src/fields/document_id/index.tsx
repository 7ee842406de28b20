import { RecordLink } from '../context.tsx';
import { emptiness } from '../operators.ts';
import { type FieldType, textOf } from '../type.ts';

/** A record of any table; `link` says which: table/sys_id. */
export const document_id: FieldType = {
    view: ({ value }) => (
        <RecordLink table={value.link?.split('/').at(-2)} sys_id={value.value}>
            {textOf(value)}
        </RecordLink>
    ),
    cell: ({ value }) => <span className="clip sub">{textOf(value)}</span>,
    operators: ['=', '!=', ...emptiness],
    kind: 'reference',
};
