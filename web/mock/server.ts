// A stand-in for the server while pages are drawn; speaks the contract, keeps changes until reload.

import type {
    ActivityEntry,
    Bootstrap,
    Column,
    Field,
    Form,
    List,
    Value,
} from '../src/api/contract.ts';
import { matches, parseQuery } from '../src/api/encoded_query/index.ts';
import { cases, entries, idOf, mails, names, people, type Row, tasks } from './data.ts';

const me = idOf('Tomas Beran');
idOf('Ruth Calloway');
const choices = {
    state: [
        { value: '1', label: 'New', tone: 'info' },
        { value: '10', label: 'Open', tone: 'progress' },
        { value: '18', label: 'Awaiting Info', tone: 'waiting' },
        { value: '6', label: 'Resolved', tone: 'positive' },
        { value: '3', label: 'Closed', tone: 'neutral' },
    ],
    priority: [
        { value: '1', label: '1 - Critical' },
        { value: '2', label: '2 - High' },
        { value: '3', label: '3 - Moderate' },
        { value: '4', label: '4 - Low' },
    ],
    category: [
        { value: '0', label: 'Question' },
        { value: '1', label: 'Issue' },
        { value: '2', label: 'Feature' },
    ],
    contact_type: ['email', 'web', 'phone', 'chat'].map((value) => ({
        value,
        label: value[0]?.toUpperCase() + value.slice(1),
    })),
    resolution_code: [
        { value: '0', label: 'Solved, fixed by support' },
        { value: '1', label: 'Solved, workaround' },
    ],
} as NonNullable<Form['choices']>;

const text = (label: string, more: Partial<Field> = {}): Field => ({
    label,
    type: 'string',
    ...more,
});
const ref = (label: string, reference: string, more: Partial<Field> = {}): Field => ({
    label,
    type: 'reference',
    reference,
    ...more,
});
const choice = (label: string, more: Partial<Field> = {}): Field => ({
    label,
    type: 'choice',
    ...more,
});

const caseFields: Record<string, Field> = {
    number: text('Number', { readonly: true }),
    contact_type: choice('Channel'),
    account: ref('Account', 'customer_account', { mandatory: true }),
    contact: ref('Contact', 'customer_contact', { dependent: 'account' }),
    internal_contact: ref('Internal contact', 'sys_user', {
        hint: 'Employee who acts for the customer',
    }),
    state: choice('State'),
    priority: choice('Priority'),
    category: choice('Category'),
    assignment_group: ref('Assignment group', 'sys_user_group'),
    assigned_to: ref('Assigned to', 'sys_user'),
    follow_up: { label: 'Follow up', type: 'glide_date_time' },
    needs_attention: { label: 'Needs attention', type: 'boolean' },
    short_description: text('Short description', { mandatory: true, wide: true, max_length: 160 }),
    description: text('Description', { multiline: true, wide: true, max_length: 4000 }),
    resolution_code: choice('Resolution code'),
    close_notes: text('Resolution notes', { multiline: true, wide: true }),
    opened_at: { label: 'Opened', type: 'glide_date_time', readonly: true },
    sys_updated_on: { label: 'Updated', type: 'glide_date_time', readonly: true },
    active: { label: 'Active', type: 'boolean', readonly: true },
    sla: { label: 'SLA', type: 'percent', readonly: true },
    active_escalation: text('Escalation', { readonly: true }),
};
const plain = (names: Record<string, Field>) => names;
const tables: Record<
    string,
    { label: string; plural: string; rows: Row[]; fields: Record<string, Field>; columns: Column[] }
> = {
    sn_customerservice_case: {
        label: 'Case',
        plural: 'Cases',
        rows: cases,
        fields: caseFields,
        columns: [
            { name: 'number', label: 'Number', type: 'string', width: 112, link: true },
            {
                name: 'short_description',
                label: 'Short description',
                type: 'string',
                width: 230,
                weight: 1,
            },
            { name: 'account', label: 'Account', type: 'reference', reference: 'customer_account' },
            {
                name: 'contact',
                label: 'Contact',
                type: 'reference',
                reference: 'customer_contact',
                width: 132,
            },
            {
                name: 'priority',
                label: 'Priority',
                type: 'choice',
                look: 'priority',
                editable: true,
            },
            { name: 'state', label: 'State', type: 'choice', look: 'state', editable: true },
            { name: 'sla', label: 'SLA', type: 'percent', look: 'sla' },
            {
                name: 'assigned_to',
                label: 'Assigned to',
                type: 'reference',
                reference: 'sys_user',
                look: 'person',
                editable: true,
            },
            { name: 'sys_updated_on', label: 'Updated', type: 'glide_date_time' },
            { name: 'active_escalation', label: 'Escalation', type: 'string' },
        ],
    },
    sn_customerservice_task: {
        label: 'Case task',
        plural: 'Case tasks',
        rows: tasks,
        fields: plain({
            number: text('Number', { readonly: true }),
            short_description: text('Short description', { mandatory: true }),
            parent: ref('Parent', 'sn_customerservice_case'),
            state: choice('State'),
            priority: choice('Priority'),
            assigned_to: ref('Assigned to', 'sys_user'),
        }),
        columns: [
            { name: 'number', label: 'Number', type: 'string', link: true, width: 128 },
            { name: 'short_description', label: 'Short description', type: 'string' },
            { name: 'state', label: 'State', type: 'choice', look: 'state' },
            { name: 'priority', label: 'Priority', type: 'choice', look: 'priority' },
            {
                name: 'assigned_to',
                label: 'Assigned to',
                type: 'reference',
                reference: 'sys_user',
                look: 'person',
            },
        ],
    },
    sys_email: {
        label: 'Email',
        plural: 'Emails',
        rows: mails,
        fields: plain({
            subject: text('Subject', { readonly: true }),
            type: text('Type', { readonly: true }),
            state: text('State', { readonly: true }),
            recipients: text('Recipients', { readonly: true }),
            user: ref('User', 'sys_user', { readonly: true }),
            sys_created_on: { label: 'Created', type: 'glide_date_time', readonly: true },
            body_text: text('Body', { readonly: true, wide: true, multiline: true }),
        }),
        columns: [
            {
                name: 'subject',
                label: 'Subject',
                type: 'string',
                link: true,
                weight: 1,
                width: 320,
            },
            { name: 'type', label: 'Type', type: 'string' },
            { name: 'state', label: 'State', type: 'string' },
            { name: 'user', label: 'User', type: 'reference', reference: 'sys_user' },
            { name: 'sys_created_on', label: 'Created', type: 'glide_date_time' },
        ],
    },
};
const menu = [
    {
        id: 'mine',
        label: 'My open',
        table: 'sn_customerservice_case',
        query: `active=true^assigned_to=${me}`,
    },
    {
        id: 'open',
        label: 'Open, my groups',
        table: 'sn_customerservice_case',
        query: 'active=true^state!=3',
    },
    {
        id: 'unassigned',
        label: 'Unassigned',
        table: 'sn_customerservice_case',
        query: 'active=true^assigned_toISEMPTY',
    },
    {
        id: 'escalated',
        label: 'Escalated',
        table: 'sn_customerservice_case',
        query: 'active_escalationISNOTEMPTY',
    },
    { id: 'awaiting', label: 'Awaiting info', table: 'sn_customerservice_case', query: 'state=18' },
    { id: 'all', label: 'All', table: 'sn_customerservice_case', query: '' },
    {
        id: 'high',
        label: 'High priority',
        table: 'sn_customerservice_case',
        query: 'active=true^priority=1',
    },
];
const preferences: Record<string, string> = {};

const bootstrap: Bootstrap = {
    user: {
        sys_id: me,
        user_name: 'tomas.beran',
        name: 'Tomas Beran',
        first_name: 'Tomas',
        email: 'tomas.beran@larkfield.example',
        roles: ['sn_customerservice_agent'],
        groups: [{ sys_id: idOf('Coffee L2'), name: 'Coffee L2' }],
    },
    apps: { workspace: true, portal: true },
    csrf: 'mock',
    preferences,
    formats: { locale: 'en-GB', time_zone: 'Europe/Oslo', date: 'yyyy-MM-dd' },
    language: { code: 'en' },
    navigation: [
        { id: 'home', label: 'Home', icon: 'home', path: 'home' },
        {
            id: 'list',
            label: 'Lists',
            icon: 'list',
            path: 'list/sn_customerservice_case?list=open',
        },
        { id: 'mail', label: 'Mail log', icon: 'mail', path: 'list/sys_email?list=mail' },
    ],
    lists: [
        { id: 'cases', label: 'Cases', lists: menu },
        {
            id: 'tasks',
            label: 'Case tasks',
            lists: [{ id: 'tasks', label: 'All', table: 'sn_customerservice_task', query: '' }],
        },
        {
            id: 'mail',
            label: 'Mail',
            lists: [{ id: 'mail', label: 'Mail log', table: 'sys_email', query: '' }],
        },
    ],
    home: {
        cards: [
            { label: 'High priority', list: 'high', tone: 'critical' },
            { label: 'Escalated', list: 'escalated', tone: 'high' },
            { label: 'Awaiting info', list: 'awaiting', tone: 'waiting' },
            { label: 'My open', list: 'mine', tone: 'info' },
            { label: 'Unassigned in my groups', list: 'unassigned' },
        ],
        needs_you: 'high',
        lists: ['mine'],
    },
    presence: {
        current: 'available',
        states: [
            { name: 'available', label: 'Available', tone: 'positive' },
            { name: 'away', label: 'Away', tone: 'waiting' },
            { name: 'offline', label: 'Offline', tone: 'neutral' },
        ],
    },
    create: [
        { table: 'sn_customerservice_case', label: 'Case' },
        { table: 'sn_customerservice_task', label: 'Case task' },
    ],
};

const labelOf = (field: Field | undefined, name: string, value: string) =>
    choices[name]?.find((one) => one.value === value)?.label ??
    (field?.type === 'reference'
        ? (names.get(value) ?? cases.find((row) => row.sys_id === value)?.number)
        : undefined);

const shown = (field: Field | undefined, name: string, value: string): Value => {
    const display_value = labelOf(field, name, value);
    return display_value ? { value, display_value } : { value };
};

function rowsOf(table: string, query: string): Row[] {
    const { rows = [], fields = {} } = tables[table] ?? {};
    const parsed = parseQuery(query);
    const found = rows.filter((row) =>
        matches(parsed, {
            value: (name) => row[name] ?? '',
            display: (name) => labelOf(fields[name], name, row[name] ?? ''),
        }),
    );
    for (const { field, descending } of [...parsed.order].reverse())
        found.sort(
            (a, b) => (descending ? -1 : 1) * (a[field] ?? '').localeCompare(b[field] ?? ''),
        );
    return found;
}

function list(table: string, at: URLSearchParams): List {
    const definition = tables[table];
    if (!definition) throw new Error('404');
    const entry = [...bootstrap.lists.flatMap((one) => one.lists)].find(
        (one) => one.id === at.get('list'),
    );
    const query = at.get('query') ?? entry?.query ?? '';
    const ids = at.get('sys_ids')?.split(',');
    const all = rowsOf(table, query).filter((row) => !ids || ids.includes(row.sys_id ?? ''));
    const from = Number(at.get('cursor') ?? 0);
    const page = all.slice(from, from + 200);
    const fields = at.get('fields')?.split(',');
    const columns = fields
        ? fields.map(
              (name) =>
                  definition.columns.find((one) => one.name === name) ?? {
                      name,
                      label: definition.fields[name]?.label ?? name,
                      type: definition.fields[name]?.type ?? 'string',
                  },
          )
        : definition.columns;
    const group = at.get('group') ?? undefined;
    const values = [...new Set(all.map((row) => row[group ?? ''] ?? ''))];
    return {
        table,
        title: entry?.label ?? definition.plural,
        label: definition.label,
        query: query.replace(/\^?ORDERBY.*/, ''),
        chips: [],
        total: all.length,
        exact: true,
        columns,
        rows: (group ? all : page).map((row) => ({
            sys_id: row.sys_id ?? '',
            mod_count: 1,
            v: columns.map((one) => row[one.name] ?? ''),
            d: columns.map(
                (one) =>
                    labelOf(definition.fields[one.name], one.name, row[one.name] ?? '') ?? null,
            ),
        })),
        choices,
        row_style: [{ when: 'active_escalationISNOTEMPTY', sign: 'flame' }],
        ...(group && {
            group,
            groups: values.map((value) => ({
                value,
                label: labelOf(definition.fields[group], group, value) ?? value,
                count: all.filter((row) => row[group] === value).length,
            })),
        }),
        sort: [{ field: 'sys_updated_on', desc: true }],
        next_cursor: !group && from + 200 < all.length ? String(from + 200) : null,
        actions:
            table === 'sn_customerservice_case'
                ? [
                      { name: 'assign_to_me', label: 'Assign to me', scope: 'selection' },
                      {
                          name: 'close',
                          label: 'Close',
                          scope: 'selection',
                          confirm: 'Close the selected cases?',
                      },
                  ]
                : [],
        live: 'auto',
        can: { create: table !== 'sys_email', export: true, save_list: true },
    };
}

function form(table: string, sys_id: string): Form {
    const definition = tables[table];
    const row =
        sys_id === '-1'
            ? ({ sys_id, state: '1', priority: '4', contact_type: 'phone', number: '' } as Row)
            : definition?.rows.find((one) => one.sys_id === sys_id);
    if (!definition || !row) throw new Error('404');
    const isCase = table === 'sn_customerservice_case';
    const names = Object.keys(definition.fields);
    return {
        table,
        sys_id,
        mod_count: Number(row.sys_mod_count ?? 0),
        label: definition.label,
        page: isCase ? 'conversation' : 'form',
        header: {
            title: isCase || table.endsWith('task') ? 'short_description' : 'subject',
            number: row.number ?? '',
            chips: isCase
                ? [
                      { field: 'state' },
                      { field: 'priority' },
                      { text: 'Next update in 14 min', tone: 'high', icon: 'alarm' },
                      { text: 'Needs attention', tone: 'critical', icon: 'alert' },
                      { text: 'Gold, 24×7', icon: 'shield' },
                  ]
                : [{ field: 'state' }],
        },
        sections: isCase
            ? [
                  {
                      id: 'case',
                      label: 'Case',
                      fields: [
                          'number',
                          'contact_type',
                          'account',
                          'contact',
                          'internal_contact',
                          'state',
                          'priority',
                          'category',
                          'assignment_group',
                          'assigned_to',
                          'follow_up',
                          'needs_attention',
                          'short_description',
                          'description',
                      ],
                  },
                  {
                      id: 'resolution',
                      label: 'Resolution',
                      collapsed: true,
                      fields: ['resolution_code', 'close_notes', 'opened_at', 'sys_updated_on'],
                  },
              ]
            : [{ id: 'main', label: definition.label, fields: names }],
        fields: definition.fields,
        values: Object.fromEntries(
            names.map((name) => [name, shown(definition.fields[name], name, row[name] ?? '')]),
        ),
        choices,
        policies: isCase
            ? [
                  {
                      when: 'state=6',
                      set: {
                          close_notes: { mandatory: true },
                          resolution_code: { mandatory: true },
                      },
                      reverse: true,
                  },
              ]
            : [],
        actions:
            isCase && sys_id !== '-1'
                ? [
                      { name: 'request_info', label: 'Request info', group: 'main' },
                      {
                          name: 'propose',
                          label: 'Propose solution',
                          group: 'main',
                          primary: true,
                          form: {
                              title: 'Propose a solution',
                              submit: 'Propose solution',
                              fields: ['resolution_code', 'close_notes'],
                              mandatory: ['resolution_code', 'close_notes'],
                          },
                      },
                      { name: 'task', label: 'Case task', group: 'create' },
                      { name: 'work_order', label: 'Work order', group: 'create' },
                      { name: 'escalate', label: 'Escalate', group: 'manage' },
                      {
                          name: 'delete',
                          label: 'Delete',
                          group: 'more',
                          style: 'destructive',
                          confirm: `Delete ${row.number ?? ''}?`,
                      },
                  ]
                : [],
        ribbon: isCase
            ? [
                  {
                      component: 'customer360',
                      data: {
                          table: 'customer_contact',
                          sys_id: row.contact,
                          role: 'Contact',
                          name: labelOf(definition.fields.contact, 'contact', row.contact ?? ''),
                          title: 'Operations lead',
                          account: {
                              ...shown(definition.fields.account, 'account', row.account ?? ''),
                              table: 'customer_account',
                          },
                          vip: true,
                          email: 'mira@brannock.example',
                          phone: '+47 55 00 11 22',
                          time_zone: 'Europe/Oslo',
                          facts: [
                              { label: 'Open cases', text: '3' },
                              { label: 'CSAT, 90 days', text: '4.6 of 5' },
                          ],
                      },
                  },
              ]
            : [],
        notes:
            sys_id === cases[0]?.sys_id
                ? [
                      {
                          sys_id: 'n1',
                          text: 'Site access only before 07:00 or after 22:00. Call the night manager first.',
                      },
                  ]
                : [],
        slas: isCase
            ? [
                  { name: 'Response, P2', stage: 'achieved', pct: 30, left: 'Met in 22 min' },
                  {
                      name: 'Resolution, P2 Gold',
                      stage: 'in_progress',
                      pct: 64,
                      breach_at: new Date(Date.now() + 10_260_000)
                          .toISOString()
                          .slice(0, 19)
                          .replace('T', ' '),
                  },
                  {
                      name: 'Next update',
                      stage: 'in_progress',
                      pct: 88,
                      breach_at: new Date(Date.now() + 850_000)
                          .toISOString()
                          .slice(0, 19)
                          .replace('T', ' '),
                  },
              ]
            : [],
        tabs: isCase
            ? [
                  {
                      id: 'tasks',
                      label: 'Case tasks',
                      kind: 'related',
                      table: 'sn_customerservice_task',
                      query: `parent=${sys_id}`,
                      count: rowsOf('sn_customerservice_task', `parent=${sys_id}`).length,
                      create: true,
                  },
                  {
                      id: 'mails',
                      label: 'Emails',
                      kind: 'related',
                      table: 'sys_email',
                      query: 'type=received',
                      count: 4,
                  },
              ]
            : [],
        ...(isCase && {
            composer: {
                kinds: ['comment', 'note', 'email'],
                readers: { comment: ['Mira Solheim', '2 watchers'] },
                email: { from: 'support@larkfield.example', to: ['mira@brannock.example'] },
                templates: [
                    {
                        sys_id: 't1',
                        name: 'Ask for a photo',
                        text: 'Could you send us a photo of the gauge?',
                    },
                ],
            },
        }),
        presence: isCase
            ? [{ user: idOf('Ruth Calloway'), name: 'Ruth Calloway', mode: 'viewing' }]
            : [],
        attachments: isCase
            ? [
                  {
                      sys_id: '1'.repeat(32),
                      file_name: 'pressure-gauge.jpg',
                      size_bytes: 182_000,
                      content_type: 'image/jpeg',
                      by: 'Mira Solheim',
                      at: '2026-11-21 15:02:00',
                      can_delete: true,
                  },
              ]
            : [],
        can: { write: table !== 'sys_email', attach: true },
    };
}

const said: Record<string, ActivityEntry[]> = {};

function write(table: string, sys_id: string, body: string): Form {
    const { values } = JSON.parse(body) as { values: Row };
    const rows = tables[table]?.rows;
    const row = rows?.find((one) => one.sys_id === sys_id);
    const target =
        row ??
        ({
            ...values,
            sys_id: `b${Date.now().toString(16)}`.padStart(32, '0'),
            number: 'CS0009999',
            sys_mod_count: '0',
        } as Row);
    if (!row) rows?.unshift(target);
    for (const [field, kind] of [
        ['comments', 'comment'],
        ['work_notes', 'work_note'],
    ] as const)
        if (values[field])
            say(sys_id, {
                id: `${Date.now()}`,
                kind,
                at: new Date().toISOString().slice(0, 19).replace('T', ' '),
                by: { name: 'Tomas Beran', sys_id: me },
                text: values[field],
            });
    Object.assign(target, values, { sys_mod_count: String(Number(target.sys_mod_count) + 1) });
    return form(table, target.sys_id ?? '');
}

/** Answers one request. */
export function answer(
    method: string,
    url: string,
    body: string,
): { status: number; body?: unknown; stream?: boolean } {
    const { pathname, searchParams: at } = new URL(url, 'http://mock');
    const [call = '', table = '', sys_id = '', ...rest] = pathname
        .replace('/api/ui/v1/', '')
        .split('/');
    try {
        if (call === 'stream' && method === 'GET')
            return { status: 200, stream: true, body: 'event: hello\ndata: {"stream":"1"}\n\n' };
        if (call === 'bootstrap') return { status: 200, body: bootstrap };
        if (call === 'login')
            return body.includes('"wrong"')
                ? { status: 401, body: {} }
                : { status: 200, body: { redirect: '/now/cwf/agent/home' } };
        if (call === 'list') return { status: 200, body: list(table, at) };
        if (call === 'count')
            return {
                status: 200,
                body: Object.fromEntries(
                    (at.get('lists') ?? '').split(',').map((one) => [one, countOf(one)]),
                ),
            };
        if (call === 'form' && rest[0] === 'check') return { status: 200, body: {} };
        if (call === 'form')
            return {
                status: 200,
                body: method === 'GET' ? form(table, sys_id) : write(table, sys_id, body),
            };
        if (call === 'schema') return { status: 200, body: schema(table) };
        if (call === 'activity') {
            const kinds = at.get('kinds')?.split(',');
            const all = [...(entries as ActivityEntry[]), ...(said[sys_id] ?? [])];
            return {
                status: 200,
                body: { entries: all.filter((one) => !kinds || kinds.includes(one.kind)) },
            };
        }
        if (call === 'reference')
            return { status: 200, body: reference(table, sys_id, at.get('q') ?? '') };
        if (call === 'search') return { status: 200, body: search(at.get('q') ?? '') };
        if (call === 'notifications')
            return {
                status: 200,
                body: {
                    unread: 2,
                    items: [
                        {
                            id: '1',
                            at: '2026-11-22 08:30:00',
                            text: 'CS0004219 was assigned to you',
                            detail: 'Grinder burr calibration keeps resetting',
                            table: 'sn_customerservice_case',
                            sys_id: cases[2]?.sys_id,
                        },
                        {
                            id: '2',
                            at: '2026-11-22 07:10:00',
                            text: 'CS0004217 breaches its resolution time in 3 h',
                        },
                    ],
                },
            };
        if (call === 'preference')
            preferences[table] = (JSON.parse(body) as { value: string }).value;
        return { status: 200, body: {} };
    } catch (error) {
        return {
            status: (error as Error).message === '404' ? 404 : 500,
            body: {
                error: { message: 'No Record found', detail: String(error) },
                status: 'failure',
            },
        };
    }
}

const say = (sys_id: string, entry: ActivityEntry) => {
    said[sys_id] = [...(said[sys_id] ?? []), entry];
};

const countOf = (id: string) => {
    const entry = bootstrap.lists.flatMap((one) => one.lists).find((one) => one.id === id);
    return { count: entry ? rowsOf(entry.table, entry.query ?? '').length : 0, exact: true };
};

const schema = (table: string) => ({
    table,
    label: tables[table]?.label,
    fields: Object.entries(tables[table]?.fields ?? {}).map(([name, field]) => ({
        name,
        label: field.label,
        type: field.type,
        reference: field.reference,
        choices: field.type === 'choice' ? choices[name] : undefined,
    })),
    dynamic: [{ id: 'me', label: 'Me', reference: 'sys_user' }],
});

function reference(table: string, field: string, q: string) {
    const target = tables[table]?.fields[field]?.reference;
    const all = [...names].filter(([, name]) =>
        target === 'sys_user'
            ? people.includes(name) || name === 'Greta Hallam'
            : !people.includes(name),
    );
    const rows = all.filter(([, name]) => name.toLowerCase().includes(q.toLowerCase()));
    return {
        rows: rows
            .slice(0, 15)
            .map(([sys_id, display]) => ({ sys_id, display, columns: ['Support', 'Bergen'] })),
    };
}

function search(q: string) {
    const hits = cases.filter((row) =>
        `${row.number} ${row.short_description}`.toLowerCase().includes(q.toLowerCase()),
    );
    const rows = hits.slice(0, 10).map((row) => ({
        table: 'sn_customerservice_case',
        sys_id: row.sys_id,
        number: row.number,
        title: row.short_description,
        subtitle: names.get(row.account ?? ''),
    }));
    return {
        groups: [{ table: 'sn_customerservice_case', label: 'Cases', total: hits.length, rows }],
    };
}
