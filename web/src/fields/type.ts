// What a field type is: how a value of it is drawn, entered and compared.

import type { ComponentType } from 'react';
import type { Choice, Field, Value } from '~/api/contract.ts';
import type { Kind, Operator } from '~/api/encoded_query/index.ts';

export interface ViewProps {
    value: Value;
    field: Field;
    name: string;
    choices?: Choice[] | undefined;
    /** How a list wants the column drawn. */
    look?: string | undefined;
}

export interface InputProps extends ViewProps {
    table: string;
    sys_id: string;
    /** Raw values of the record, for qualifiers and dependent choices. */
    values: Record<string, string>;
    label: string;
    invalid?: boolean | undefined;
    /** The person chose a value; text fields call it when they are left. */
    onChange: (value: Value) => void;
    /** Editing is over, with or without a change. */
    onDone: () => void;
    /** Stands open in a dialog: no focus of its own, stays after a choice. */
    open?: boolean | undefined;
}

export interface FieldType {
    view: ComponentType<ViewProps>;
    /** In a grid: one line, no links; default the view. */
    cell?: ComponentType<ViewProps>;
    input?: ComponentType<InputProps>; // absent: read-only
    operators: Operator[];
    kind: Kind;
    /** The label stands above, the value takes the whole width. */
    wide?: boolean;
    /** The input is always shown, there is no text to click on. */
    immediate?: boolean;
    align?: 'end';
}

export const textOf = ({ value, display_value }: Value) => display_value ?? value;
