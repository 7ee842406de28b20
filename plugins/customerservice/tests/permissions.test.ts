import { before } from 'node:test';
import { type Client, type Person, permissions, start, type World } from '#support';

const cases = 'sn_customerservice_case';
const people = [
    ['customer', 'mira.solheim'],
    ['customerAdmin', 'jonas.aalto'],
    ['caseManager', 'petra.lindqvist'],
    ['otherAdmin', 'matthias.egger'],
    ['partner', 'wim.declerck'],
    ['partnerAdmin', 'ida.moreau'],
    ['stranger', 'sanna.ruud'],
    ['consumer', 'nadia.okafor'],
    ['agent', 'tomas.beran'],
    ['consumerAgent', 'hana.sykora'],
    ['manager', 'elin.novak'],
    ['viewer', 'bo.nilsen'],
    ['taskAgent', 'lea.hart'],
    ['employee', 'stefan.ruzicka'],
    ['integration', 'svc-integration'],
] as const;

let world: World;
const personas: Record<string, Person | undefined> = { nobody: undefined };
let hers: string;

before(async () => {
    world = await start({ demo: true });
    for (const [who, name] of people) personas[who] = await world.person(name);
    hers = await open('of Mira', { contact: 'mira.solheim' });
    await open('of Jonas', { contact: 'jonas.aalto' });
    await open('of Henrik', { contact: 'henrik.moe' });
    await open('of Lena', { contact: 'lena.vogt' });
    await open('of Sanna', { contact: 'sanna.ruud' });
    await open('through Tarn', {
        contact: 'signe.dalgaard',
        partner: 'Tarn Service Partners',
        partner_contact: 'wim.declerck',
    });
    await open('of Zuri', { consumer: 'Zuri Okafor' });
});

// A case that says in its short description whose it is. References are given as people know them.
async function open(what: string, fields: Record<string, string>): Promise<string> {
    const values: Record<string, string> = { short_description: what, correlation_id: 'matrix' };
    for (const [field, name] of Object.entries(fields)) {
        const person = field === 'contact' || field === 'partner_contact';
        const table = person ? 'sys_user' : field === 'consumer' ? 'csm_consumer' : 'core_company';
        const [row] = await world.list(table, `${person ? 'user_name' : 'name'}=${name}`);
        values[field] = row?.sys_id.value ?? '';
    }
    return (await world.admin.create(cases, values)).sys_id.value;
}

const all = ['of Mira', 'of Jonas', 'of Henrik', 'of Lena', 'of Sanna', 'through Tarn', 'of Zuri'];
const list = (client: Client) =>
    client.get(`/api/now/table/${cases}`, {
        sysparm_query: 'correlation_id=matrix',
        sysparm_fields: 'short_description',
    });

permissions(
    () => world,
    'whose cases people see',
    () => ({
        personas,
        label: 'short_description',
        operations: { 'lists cases': list },
        expect: {
            nobody: { 'lists cases': 401 },
            agent: { 'lists cases': all },
            consumerAgent: { 'lists cases': all },
            manager: { 'lists cases': all },
            viewer: { 'lists cases': all },
            integration: { 'lists cases': all },
            customer: { 'lists cases': ['of Mira'] },
            customerAdmin: { 'lists cases': ['of Mira', 'of Jonas', 'through Tarn'] },
            caseManager: {
                'lists cases': ['of Mira', 'of Jonas', 'of Henrik', 'of Lena', 'through Tarn'],
            },
            otherAdmin: { 'lists cases': ['of Lena'] },
            partner: { 'lists cases': ['through Tarn'] },
            partnerAdmin: { 'lists cases': ['of Mira', 'of Jonas', 'through Tarn'] },
            stranger: { 'lists cases': ['of Sanna'] },
            consumer: { 'lists cases': ['of Zuri'] },
            taskAgent: { 'lists cases': [] },
            employee: { 'lists cases': [] },
        },
    }),
);

const path = () => `/api/now/table/${cases}/${hers}`;

permissions(
    () => world,
    'what people may do with a case of Mira',
    () => ({
        personas,
        operations: {
            'reads it': (client) => client.get(path()),
            'comments on it': (client) => client.patch(path(), { comments: 'Any news?' }),
            'deletes it': (client) => client.delete(path()),
            'reads its report': (client) =>
                client.get('/api/now/table/sn_customerservice_case_report'),
        },
        expect: {
            nobody: { 'reads it': 401, 'comments on it': 401, 'deletes it': 401 },
            customer: { 'reads it': 200, 'comments on it': 200, 'deletes it': 403 },
            customerAdmin: { 'reads it': 200, 'comments on it': 200, 'deletes it': 403 },
            stranger: { 'reads it': 404, 'comments on it': 404, 'deletes it': 404 },
            consumer: { 'reads it': 404, 'comments on it': 404 },
            otherAdmin: { 'reads it': 404, 'comments on it': 404 },
            agent: { 'reads it': 200, 'comments on it': 200, 'deletes it': 403 },
            viewer: { 'reads it': 200, 'comments on it': 403, 'deletes it': 403 },
            taskAgent: { 'reads it': 404 },
            employee: { 'reads it': 404, 'comments on it': 404, 'reads its report': [] },
        },
    }),
);

permissions(
    () => world,
    'which customers people see',
    () => ({
        personas,
        label: 'name',
        operations: {
            'lists accounts': (client) =>
                client.get('/api/now/table/customer_account', {
                    sysparm_query: 'active=true^customer=true',
                    sysparm_fields: 'name',
                }),
            'lists contacts of Nordics': (client) =>
                client.get('/api/now/table/customer_contact', {
                    sysparm_query: 'account.name=Brannock Hotels Nordics',
                    sysparm_fields: 'name',
                }),
        },
        expect: {
            customer: {
                'lists accounts': ['Brannock Hotels Nordics'],
                'lists contacts of Nordics': ['Mira Solheim', 'Jonas Aalto', 'Signe Dalgaard'],
            },
            caseManager: {
                'lists accounts': [
                    'Brannock Hospitality Group',
                    'Brannock Hotels DACH',
                    'Brannock Hotels Nordics',
                    'Brannock Bergen Harbour',
                ],
            },
            partner: { 'lists accounts': ['Brannock Hotels Nordics', 'Orrin Bakery Co-op'] },
            stranger: {
                'lists accounts': ['Quillon Logistics', 'Orrin Bakery Co-op'],
                'lists contacts of Nordics': [],
            },
            employee: { 'lists accounts': [], 'lists contacts of Nordics': 403 },
        },
    }),
);
