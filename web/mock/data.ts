// Rows for development: a small service desk for coffee machines.

export type Row = Record<string, string>;

const id = (kind: string, n: number) => `${kind}${n.toString(16)}`.padStart(32, '0');
const pick = <T>(all: T[], n: number): T => all[n % all.length] as T;

export const people = ['Tomas Beran', 'Ruth Calloway', 'Sofia Brandt', 'Marek Holub', 'Elin Novak'];
export const contacts = [
    'Mira Solheim',
    'Jonas Aalto',
    'Lena Vogt',
    'Wim Declerck',
    'Ida Moreau',
    'Sanna Ruud',
];
export const accounts = [
    'Brannock Hotels Nordics',
    'Vesper Clinics',
    'Orrin Bakery Co-op',
    'Quillon Logistics',
    'Hollin Resale',
];
const subjects = [
    'Steam wand pressure drops after warm-up',
    'Milk sensor reports empty when full',
    'Grinder burr calibration keeps resetting',
    'Request on-site training for new staff',
    'Descale cycle stops at 80 percent',
    'Water filter order not delivered',
    'Pulse dashboard shows machine offline',
    'Display stays black after power cut',
    'Boiler temperature alarm E17 every morning',
    'Leak under the left brew group',
];

export const names = new Map<string, string>();
export const idOf = (name: string) => {
    const index = [
        ...people,
        ...contacts,
        ...accounts,
        'Coffee L1',
        'Coffee L2',
        'Greta Hallam',
    ].indexOf(name);
    const found = id('a', index + 16);
    names.set(found, name);
    return found;
};

const states = ['1', '10', '10', '18', '10', '6', '10', '3'];
const start = Date.UTC(2026, 10, 22, 8, 40);
const time = (minutes: number) =>
    new Date(start - minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');

export const cases: Row[] = Array.from({ length: 600 }, (_, n) => ({
    sys_id: id('c', n + 4096),
    number: `CS000${4217 + n}`,
    short_description: pick(subjects, n * 7),
    description:
        'The left steam wand starts at 1.3 bar and falls to 0.6 bar after about ten minutes.\nThe right wand is fine. It started after the filter change on Tuesday.',
    account: idOf(pick(accounts, n * 3)),
    contact: idOf(pick(contacts, n * 5)),
    internal_contact: n === 0 ? idOf('Greta Hallam') : '',
    priority: String(1 + ((n * 7 + 1) % 4)),
    state: pick(states, n * 3 + 1),
    category: String(n % 3),
    contact_type: pick(['email', 'web', 'phone', 'chat'], n),
    assignment_group: idOf(n % 2 ? 'Coffee L1' : 'Coffee L2'),
    assigned_to: n % 5 === 3 ? '' : idOf(pick(people, n * 3)),
    sla: n % 6 === 5 ? '' : String((n * 37) % 112),
    needs_attention: n === 0 ? 'true' : 'false',
    active_escalation: n % 9 === 4 ? '1' : '',
    follow_up: n === 0 ? '2026-11-23 08:00:00' : '',
    close_notes: '',
    resolution_code: '',
    opened_at: time(n * 61 + 300),
    sys_updated_on: time(n * 47 + 3),
    sys_mod_count: '3',
    active: pick(states, n * 3 + 1) === '3' ? 'false' : 'true',
}));

export const tasks: Row[] = Array.from({ length: 40 }, (_, n) => ({
    sys_id: id('d', n + 4096),
    number: `CSTASK00010${10 + n}`,
    short_description: pick(
        ['Send valve kit 41-220', 'Check the firmware', 'Call the night manager'],
        n,
    ),
    parent: cases[n % 20]?.sys_id ?? '',
    state: pick(['1', '2', '3'], n),
    priority: String(1 + (n % 4)),
    assigned_to: idOf(pick(people, n)),
    sys_updated_on: time(n * 90),
    sys_mod_count: '1',
}));

export const mails: Row[] = Array.from({ length: 30 }, (_, n) => ({
    sys_id: id('e', n + 4096),
    subject: n % 3 ? `Re: ${pick(subjects, n)}` : pick(subjects, n),
    type: pick(['received', 'sent', 'received', 'send-ready'], n),
    state: pick(['processed', 'processed', 'ignored'], n),
    recipients: 'support@larkfield.example',
    user: idOf(pick(contacts, n)),
    sys_created_on: time(n * 33),
    sys_mod_count: '0',
    body_text:
        'Hello,\n\nthe left steam wand loses pressure once it is warm.\n\nKind regards\nMira',
}));

export const entries = [
    {
        id: '1',
        kind: 'email',
        at: '2026-11-21 15:02:00',
        by: { name: 'Mira Solheim', external: true },
        text: 'Hello,\n\nthe left steam wand on the lobby machine loses pressure once it is warm. Breakfast service is in trouble. Can someone look at it today?\n\nKind regards\nMira\n\nOn Fri, 20 Nov 2026 Larkfield Support wrote:\n> How can we help?',
        email: {
            sys_id: id('e', 4096),
            direction: 'in',
            subject: 'Steam wand pressure drops after warm-up',
        },
        attachments: [
            {
                sys_id: id('f', 1),
                file_name: 'pressure-gauge.jpg',
                size_bytes: 182_000,
                content_type: 'image/jpeg',
            },
        ],
    },
    {
        id: '2',
        kind: 'change',
        at: '2026-11-21 15:02:10',
        by: { name: 'System' },
        changes: [
            { field: 'assignment_group', label: 'Assignment group', new: 'Coffee L1' },
            { field: 'entitlement', label: 'Entitlement', new: 'Gold, 24x7, 8 h response' },
        ],
    },
    {
        id: '3',
        kind: 'comment',
        at: '2026-11-22 06:24:00',
        by: { name: 'Tomas Beran' },
        text: 'Good morning Mira, thank you for the photo. Please close valve B behind the left panel, wait two minutes and open it again. Tell me the gauge value after that.',
    },
    {
        id: '4',
        kind: 'work_note',
        at: '2026-11-22 06:31:00',
        by: { name: 'Tomas Beran' },
        text: 'Same pattern as CS0004102: check valve stuck after filter swap. If reset fails, send a technician with kit 41-220.',
    },
    {
        id: '5',
        kind: 'email',
        at: '2026-11-22 07:40:00',
        by: { name: 'Mira Solheim', external: true },
        html: '<p>Done. It went up to <b>0.9 bar</b>, but not further.</p>',
        email: {
            sys_id: id('e', 4097),
            direction: 'in',
            subject: 'Re: CS0004217 Steam wand pressure drops after warm-up',
        },
    },
    {
        id: '6',
        kind: 'change',
        at: '2026-11-22 07:40:01',
        by: { name: 'System' },
        changes: [
            { field: 'state', label: 'State', old: 'Awaiting Info', new: 'Open' },
            { field: 'needs_attention', label: 'Needs attention', old: 'false', new: 'true' },
        ],
    },
    {
        id: '7',
        kind: 'work_note',
        at: '2026-11-22 08:05:00',
        by: { name: 'Ruth Calloway' },
        text: 'Technician Arne is free from 14:00 in Bergen, kit is on his van.',
    },
];
