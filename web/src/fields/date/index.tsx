import { ago, dateOnly, dateTime, fromLocalInput, toLocalInput } from '~/kit/index.ts';
import { dateOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType, InputProps, ViewProps } from '../type.ts';

const DateTimeView = ({ value }: ViewProps) => (
    <time className="t num">{dateTime(value.value)}</time>
);
const DateView = ({ value }: ViewProps) => <time className="t num">{dateOnly(value.value)}</time>;

/** How long ago, the moment itself in the tooltip. */
const DateTimeCell = ({ value }: ViewProps) => (
    <time className="sub num" data-tip={dateTime(value.value)}>
        {ago(value.value)}
    </time>
);

const DateTimeInput = (props: InputProps) => (
    <TextInput {...props} type="datetime-local" print={toLocalInput} parse={fromLocalInput} />
);
const DateInput = (props: InputProps) => <TextInput {...props} type="date" />;

export const glide_date_time: FieldType = {
    view: DateTimeView,
    cell: DateTimeCell,
    input: DateTimeInput,
    operators: dateOperators,
    kind: 'date',
};

export const glide_date: FieldType = {
    view: DateView,
    cell: ({ value }) => <time className="sub num">{dateOnly(value.value)}</time>,
    input: DateInput,
    operators: dateOperators,
    kind: 'date',
};
