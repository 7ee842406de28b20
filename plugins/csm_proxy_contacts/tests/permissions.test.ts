import { before } from 'node:test';
import { type Client, type Person, permissions, type Row, start, type World } from '#support';

const cases = 'sn_customerservice_case';
let world: World;
const personas: Record<string, Person | undefined> = { nobody: undefined };
let kase: Row;
let file: string;

before(async () => {
    world = await start({ demo: true });
    const names = {
        internalContact: 'greta.hallam',
        otherProxy: 'omar.reyes',
        employee: 'stefan.ruzicka',
        contact: 'tuva.lien',
        stranger: 'sanna.ruud',
        agent: 'tomas.beran',
    };
    for (const [who, name] of Object.entries(names)) personas[who] = await world.person(name);
    const [tuva] = await world.list('customer_contact', 'user_name=tuva.lien');
    kase = await world.as(personas.internalContact).create(cases, {
        short_description: 'Of Greta',
        account: tuva?.account.value,
        contact: tuva?.sys_id.value,
    });
    const attached = await attach(world.as(personas.internalContact));
    file = (attached.result as { sys_id: string }).sys_id;
});

const path = () => `/api/now/table/${cases}/${kase.sys_id.value}`;
const attach = (client: Client) =>
    client.send<unknown>(
        'POST',
        `/api/now/attachment/file?table_name=${cases}&table_sys_id=${kase.sys_id.value}&file_name=a.txt`,
        'text',
        {},
        { 'content-type': 'text/plain' },
    );

permissions(
    () => world,
    'a case that names Greta as internal contact',
    () => ({
        personas,
        label: 'short_description',
        operations: {
            'finds it in the list': (client) =>
                client.get(`/api/now/table/${cases}`, {
                    sysparm_query: `sys_id=${kase.sys_id.value}`,
                    sysparm_fields: 'short_description',
                }),
            'reads it': (client) => client.get(path()),
            'comments on it': (client) => client.patch(path(), { comments: 'A word' }),
            'attaches a file': attach,
            'reads a file': (client) => client.get(`/api/now/attachment/${file}/file`),
            'deletes it': (client) => client.delete(path()),
            'opens one like it': (client) =>
                client.post(`/api/now/table/${cases}`, {
                    short_description: 'Another',
                    account: kase.account.value,
                    contact: kase.contact.value,
                }),
        },
        expect: {
            nobody: { 'reads it': 401, 'reads a file': 401, 'opens one like it': 401 },
            internalContact: {
                'finds it in the list': ['Of Greta'],
                'reads it': 200,
                'comments on it': 200,
                'attaches a file': 201,
                'reads a file': 200,
                'deletes it': 403,
                'opens one like it': 201,
            },
            otherProxy: {
                'finds it in the list': [],
                'reads it': 404,
                'comments on it': 404,
                'attaches a file': 404,
                'reads a file': 404,
                'deletes it': 404,
                'opens one like it': 201,
            },
            employee: {
                'finds it in the list': [],
                'reads it': 404,
                'comments on it': 404,
                'opens one like it': 403,
            },
            contact: {
                'finds it in the list': ['Of Greta'],
                'reads it': 200,
                'comments on it': 200,
                'attaches a file': 201,
                'reads a file': 200,
                'deletes it': 403,
                'opens one like it': 201,
            },
            stranger: {
                'finds it in the list': [],
                'reads it': 404,
                'comments on it': 404,
                'reads a file': 404,
                'opens one like it': 403,
            },
            agent: {
                'finds it in the list': ['Of Greta'],
                'reads it': 200,
                'comments on it': 200,
                'attaches a file': 201,
                'reads a file': 200,
                'deletes it': 403,
            },
        },
    }),
);
