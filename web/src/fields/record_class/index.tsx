import { type FieldType, textOf, type ViewProps } from '../type.ts';

const ClassView = ({ value }: ViewProps) => <span className="t">{textOf(value)}</span>;

/** The class of a record: shown by its label, never changed by hand. */
export const record_class: FieldType = {
    view: ClassView,
    cell: ({ value }) => <span className="clip sub">{textOf(value)}</span>,
    operators: ['=', '!=', 'INSTANCEOF'],
    kind: 'text',
};
