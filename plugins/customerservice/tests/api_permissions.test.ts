import { before } from 'node:test';
import { type Client, type Person, permissions, start, type World } from '#support';

const api = '/api/sn_customerservice/case';
const people = [
    ['integration', 'svc-integration'],
    ['agent', 'tomas.beran'],
    ['customer', 'mira.solheim'],
    ['customerAdmin', 'jonas.aalto'],
    ['partner', 'wim.declerck'],
    ['stranger', 'sanna.ruud'],
    ['consumer', 'nadia.okafor'],
    ['proxy', 'greta.hallam'],
    ['employee', 'stefan.ruzicka'],
] as const;

let world: World;
const personas: Record<string, Person | undefined> = { guest: undefined };
const ids: Record<string, string> = {};
let file: string;

before(async () => {
    world = await start({ demo: true });
    for (const [who, name] of people) personas[who] = await world.person(name);
    const open = async (who: string, body: Record<string, string> = {}) => {
        const answer = await world.as(personas[who]).post<{ sys_id: string }>(api, {
            short_description: `of ${who}`,
            ...body,
        });
        ids[who] = world.admin.expect(answer, 201).result.sys_id;
        await world.admin.update('sn_customerservice_case', ids[who], { correlation_id: 'matrix' });
    };
    const nordics =
        (await world.list('customer_account', 'name=Brannock Hotels Nordics'))[0]?.sys_id.value ??
        '';
    await open('customer');
    await open('stranger');
    await open('consumer');
    await open('partner', { account: nordics });
    await open('proxy', { account: nordics, contact: personas.customer?.sys_id ?? '' });
    const made = await world
        .as(personas.customer)
        .send<{ sys_id: string }>('POST', '/api/now/attachment_csm/file', 'x', {
            table_name: 'sn_customerservice_case',
            table_sys_id: ids.customer,
            file_name: 'x.txt',
        });
    file = made.result.sys_id;
});

const list = (client: Client) =>
    client.get(api, { query: 'correlation_id=matrix', fields: 'short_description' });

permissions(
    () => world,
    'which cases the Case API lists',
    () => ({
        personas,
        label: 'short_description',
        operations: { 'lists cases': list },
        expect: {
            guest: { 'lists cases': 401 },
            employee: { 'lists cases': 403 },
            agent: { 'lists cases': 403 },
            integration: {
                'lists cases': [
                    'of customer',
                    'of stranger',
                    'of consumer',
                    'of partner',
                    'of proxy',
                ],
            },
            customer: { 'lists cases': ['of customer', 'of proxy'] },
            customerAdmin: { 'lists cases': ['of customer', 'of partner', 'of proxy'] },
            partner: { 'lists cases': ['of partner'] },
            stranger: { 'lists cases': ['of stranger'] },
            consumer: { 'lists cases': ['of consumer'] },
            proxy: { 'lists cases': ['of proxy'] },
        },
    }),
);

const path = () => `${api}/${ids.customer}`;
const everything = [
    'opens one',
    'reads it',
    'changes it',
    'reads its activities',
    'asks for states',
    'reads its file',
] as const;
type Operation = (typeof everything)[number];
const all = (status: number) =>
    Object.fromEntries(everything.map((name) => [name, status])) as Record<Operation, number>;

permissions(
    () => world,
    'what people do with a case of a customer through the Case API',
    () => ({
        personas,
        operations: {
            'opens one': (client) => client.post(api, { short_description: 'Another' }),
            'reads it': (client) => client.get(path()),
            'changes it': (client) => client.put(path(), { comments: 'Any news?' }),
            'reads its activities': (client) => client.get(`${path()}/activities`),
            'asks for states': (client) => client.get(`${path()}/field_values/state`),
            'reads its file': (client) => client.get(`/api/now/attachment_csm/${file}/file`),
        },
        expect: {
            guest: all(401),
            employee: { ...all(403), 'reads its file': 404 },
            agent: { ...all(403), 'reads its file': 200 },
            integration: { ...all(200), 'opens one': 201 },
            customer: { ...all(200), 'opens one': 201 },
            customerAdmin: { ...all(200), 'opens one': 201 },
            partner: { ...all(404), 'opens one': 201 },
            stranger: { ...all(404), 'opens one': 201 },
            consumer: { ...all(404), 'opens one': 201 },
            proxy: { ...all(404), 'opens one': 403 },
        },
    }),
);

permissions(
    () => world,
    'which customers the Account, Contact and Consumer APIs show',
    () => ({
        personas,
        label: 'name',
        operations: {
            'lists accounts': (client) =>
                client.get('/api/now/account', {
                    sysparm_query: 'nameSTARTSWITHBrannock^ORnameSTARTSWITHQuillon',
                }),
            'lists contacts': (client) =>
                client.get('/api/now/contact', {
                    sysparm_query: 'account.name=Brannock Hotels Nordics',
                }),
            'creates a contact': (client) => client.post('/api/now/contact', { last_name: 'X' }),
            'creates a consumer': (client) => client.post('/api/now/consumer', { last_name: 'X' }),
        },
        expect: {
            guest: { 'lists accounts': 401, 'creates a contact': 401, 'creates a consumer': 401 },
            employee: { 'lists accounts': 403, 'lists contacts': 403, 'creates a consumer': 403 },
            agent: { 'lists accounts': 403, 'lists contacts': 403, 'creates a consumer': 403 },
            customer: {
                'lists accounts': ['Brannock Hotels Nordics'],
                'lists contacts': ['Mira Solheim', 'Jonas Aalto', 'Signe Dalgaard'],
                'creates a contact': 403,
                'creates a consumer': 403,
            },
            stranger: {
                'lists accounts': ['Quillon Logistics'],
                'lists contacts': [],
                'creates a consumer': 403,
            },
            integration: { 'creates a consumer': 201 },
        },
    }),
);
