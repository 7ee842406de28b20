import { describe, expect, test } from 'vitest';
import { matches } from './match.ts';
import { andQuery, parseQuery, printQuery } from './query.ts';

describe('an encoded query', () => {
    test('joins ^OR to the clause before it only', () => {
        const [block] = parseQuery('active=true^ORpriority=1^state=3').any;
        expect(block?.map((clause) => clause.any.length)).toEqual([2, 1]);
    });

    test('splits the whole text into alternatives at ^NQ', () => {
        const query = parseQuery('a=1^b=2^NQc=3');
        expect(query.any.map((block) => block.length)).toEqual([2, 1]);
    });

    test.each([
        ['short_descriptionNOT LIKEwand', 'short_description', 'NOT LIKE', 'wand'],
        ['assigned_toISEMPTY', 'assigned_to', 'ISEMPTY', ''],
        ['priority>=2', 'priority', '>=', '2'],
        ['account.nameSTARTSWITHBox', 'account.name', 'STARTSWITH', 'Box'],
        ['stateNOT IN3,7', 'state', 'NOT IN', '3,7'],
        ['groupDYNAMICabc', 'group', 'DYNAMIC', 'abc'],
        ['urlISO', 'url', 'IS', 'O'],
    ])('reads %s', (text, field, op, value) => {
        const clause = parseQuery(text).any[0]?.[0];
        if (op === 'IS') expect(clause?.custom).toBe('urlISO');
        else expect(clause?.any[0]).toEqual({ field, op, value });
    });

    test.each([
        'state=10^priority<=2^ORescalation=3^NQactive=true^ORDERBYDESCsys_updated_on',
        'ORDERBYnumber',
        'nameLIKEa^^b',
        'active=true^RLQUERYtask.parent,>=1^state=1^ENDRLQUERY^priority=1',
        'priority=1^JOINsys_user.sys_id=sys_user_group.manager!active=true^x=1',
        'opened_atONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)',
    ])('prints %s as it was read', (text) => {
        expect(printQuery(parseQuery(text))).toBe(text);
    });

    test('is restricted by another one in each of its alternatives', () => {
        expect(andQuery('a=1^NQb=2^ORDERBYn', 'c=3')).toBe('a=1^c=3^NQb=2^c=3^ORDERBYn');
    });
});

describe('matching in memory', () => {
    const row: Record<string, string> = { state: '10', priority: '2', name: 'Steam wand', at: '' };
    const check = (query: string) =>
        matches(query, {
            value: (field) => row[field] ?? '',
            has: (field) => field in row,
            kind: (field) => (field === 'priority' ? 'number' : 'text'),
            user: { sys_id: '10' },
        });

    test.each([
        ['state=10', true],
        ['state!=10', false],
        ['at!=x', false],
        ['priority<10', true],
        ['nameLIKEWAND', true],
        ['nameNOT LIKEwand', false],
        ['stateIN6,10', true],
        ['state=1^NQpriority=2', true],
        ['state=1^ORstate=10^priority=2', true],
        ['state=javascript:gs.getUserID()', true],
        ['nothing=1', true],
        ['nothing=1^state=1', false],
        ['', true],
    ])('%s is %s', (query, expected) => {
        expect(check(query)).toBe(expected);
    });
});
