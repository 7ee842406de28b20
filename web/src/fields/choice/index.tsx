import { choiceOperators } from '../operators.ts';
import type { FieldType } from '../type.ts';
import { ChoiceInput, ChoiceView } from './parts.tsx';

export const choice: FieldType = {
    view: ChoiceView,
    input: ChoiceInput,
    operators: choiceOperators,
    kind: 'text',
};
