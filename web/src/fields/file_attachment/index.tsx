import { attachmentUrl } from '~/api/calls.ts';
import { emptiness } from '../operators.ts';
import { type FieldType, textOf } from '../type.ts';

export const file_attachment: FieldType = {
    view: ({ value }) => (
        <a className="ref clip" href={attachmentUrl(value.value)} download>
            {textOf(value)}
        </a>
    ),
    cell: ({ value }) => <span className="clip sub">{textOf(value)}</span>,
    operators: emptiness,
    kind: 'text',
};
