// Operator tokens of encoded queries, aliases and what each needs.

export type Operator =
    | '='
    | '!='
    | '<'
    | '<='
    | '>'
    | '>='
    | 'STARTSWITH'
    | 'ENDSWITH'
    | 'LIKE'
    | 'NOT LIKE'
    | 'IN'
    | 'NOT IN'
    | 'ISEMPTY'
    | 'ISNOTEMPTY'
    | 'ANYTHING'
    | 'EMPTYSTRING'
    | 'BETWEEN'
    | 'SAMEAS'
    | 'NSAMEAS'
    | 'GT_FIELD'
    | 'LT_FIELD'
    | 'GT_OR_EQUALS_FIELD'
    | 'LT_OR_EQUALS_FIELD'
    | 'INSTANCEOF'
    | 'DYNAMIC'
    | 'IN_HIERARCHY'
    | 'IN_HIERARCHY_DYNAMIC'
    | 'ON'
    | 'NOTON'
    | 'DATEPART'
    | 'RELATIVEGT'
    | 'RELATIVELT'
    | 'RELATIVEGE'
    | 'RELATIVELE'
    | 'RELATIVEEE'
    | 'MORETHAN'
    | 'LESSTHAN'
    | 'VALCHANGES'
    | 'CHANGESFROM'
    | 'CHANGESTO';

const canonical: Operator[] = [
    '=',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'STARTSWITH',
    'ENDSWITH',
    'LIKE',
    'NOT LIKE',
    'IN',
    'NOT IN',
    'ISEMPTY',
    'ISNOTEMPTY',
    'ANYTHING',
    'EMPTYSTRING',
    'BETWEEN',
    'SAMEAS',
    'NSAMEAS',
    'GT_FIELD',
    'LT_FIELD',
    'GT_OR_EQUALS_FIELD',
    'LT_OR_EQUALS_FIELD',
    'INSTANCEOF',
    'DYNAMIC',
    'IN_HIERARCHY',
    'IN_HIERARCHY_DYNAMIC',
    'ON',
    'NOTON',
    'DATEPART',
    'RELATIVEGT',
    'RELATIVELT',
    'RELATIVEGE',
    'RELATIVELE',
    'RELATIVEEE',
    'MORETHAN',
    'LESSTHAN',
    'VALCHANGES',
    'CHANGESFROM',
    'CHANGESTO',
];

const aliases: [string, Operator][] = [
    ['%', 'ENDSWITH'],
    ['*', 'LIKE'],
    ['CONTAINS', 'LIKE'],
    ['!*', 'NOT LIKE'],
    ['DOES NOT CONTAIN', 'NOT LIKE'],
    ['NOTLIKE', 'NOT LIKE'],
    ['NOTIN', 'NOT IN'],
    ['EMPTY', 'ISEMPTY'],
    ['IS_NULL', 'ISEMPTY'],
    ['NOTEMPTY', 'ISNOTEMPTY'],
    ['IS_NOT_NULL', 'ISNOTEMPTY'],
];

const tokens = [...canonical.map((op): [string, Operator] => [op, op]), ...aliases].sort(
    (a, b) => b[0].length - a[0].length,
);

const valueless = new Set<Operator>([
    'ISEMPTY',
    'ISNOTEMPTY',
    'ANYTHING',
    'EMPTYSTRING',
    'VALCHANGES',
]);
export const takesValue = (op: Operator) => !valueless.has(op);

/** The longest operator, alias or not, at this place of the text. */
export function operatorAt(text: string, at: number): { op: Operator; length: number } | undefined {
    for (const [token, op] of tokens) {
        if (!text.startsWith(token, at)) continue;
        const ends = takesValue(op) || text.length === at + token.length;
        if (ends) return { op, length: token.length };
    }
    return undefined;
}
