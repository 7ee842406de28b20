// Sets of operators that several types share.

import type { Operator } from '~/api/encoded_query/index.ts';

export const emptiness: Operator[] = ['ISEMPTY', 'ISNOTEMPTY'];
export const textOperators: Operator[] = [
    'LIKE',
    'NOT LIKE',
    'STARTSWITH',
    'ENDSWITH',
    '=',
    '!=',
    ...emptiness,
];
export const numberOperators: Operator[] = [
    '=',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'BETWEEN',
    ...emptiness,
];
export const choiceOperators: Operator[] = ['=', '!=', 'IN', 'NOT IN', ...emptiness];
export const dateOperators: Operator[] = [
    'ON',
    'NOTON',
    '<',
    '>',
    'RELATIVEGT',
    'RELATIVELT',
    ...emptiness,
];
export const referenceOperators: Operator[] = [
    '=',
    '!=',
    'DYNAMIC',
    'LIKE',
    'STARTSWITH',
    ...emptiness,
];
