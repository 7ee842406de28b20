import { before } from 'node:test';
import { type Client, type Person, permissions, start, type World } from '#support';

let world: World;
let admin: Person;
let employee: Person;
let customer: Person;
let developer: Person;
let mailReader: Person;

before(async () => {
    world = await start();
    admin = await world.person('admin');
    employee = await world.user('ellen.moss');
    customer = await world.user('carl.out', { roles: ['snc_external'] });
    developer = await world.user('dora.field', { roles: ['snc_platform_rest_api_access'] });
    mailReader = await world.user('milo.post', { roles: ['email_log_reader'] });
});

const read =
    (table: string, query = '') =>
    (client: Client) =>
        client.get(`/api/now/table/${table}`, {
            sysparm_query: query,
            sysparm_limit: 1,
            sysparm_display_value: 'all',
        });
const insert = (table: string, values: Record<string, unknown>) => (client: Client) =>
    client.post(`/api/now/table/${table}`, values);

permissions(
    () => world,
    'the tables of the platform',
    () => ({
        personas: { nobody: undefined, admin, employee, customer, developer, mailReader },
        operations: {
            'reads columns': read('sys_dictionary'),
            'reads access controls': read('sys_security_acl'),
            'reads settings': read('sys_properties'),
            'reads business rules': read('sys_script'),
            'reads choices': read('sys_choice'),
            'reads groups': read('sys_user_group'),
            'reads places': read('cmn_location'),
            'reads the audit': read('sys_audit'),
            'reads mails': read('sys_email'),
            'reads the log': read('syslog'),
            'makes a user': insert('sys_user', { user_name: 'new.one', last_name: 'One' }),
            'makes a role': insert('sys_user_role', { name: 'x_role' }),
            'makes a setting': insert('sys_properties', { name: 'x.setting', value: '1' }),
            'writes history': insert('sys_audit', { tablename: 'sys_user', fieldname: 'name' }),
            'writes a journal entry': insert('sys_journal_field', {
                name: 'task',
                element: 'comments',
                value: 'x',
            }),
        },
        expect: {
            nobody: { 'reads columns': 401, 'reads choices': 401, 'makes a user': 401 },
            admin: {
                'reads columns': 200,
                'reads access controls': 200,
                'reads settings': 200,
                'reads business rules': 200,
                'reads choices': 200,
                'reads groups': 200,
                'reads the audit': 200,
                'reads mails': 200,
                'reads the log': 200,
                'makes a role': 201,
                'makes a setting': 201,
                'writes history': 403,
                'writes a journal entry': 403,
            },
            employee: {
                'reads columns': [],
                'reads access controls': [],
                'reads settings': [],
                'reads business rules': [],
                'reads choices': 200,
                'reads groups': 200,
                'reads places': 200,
                'reads the audit': [],
                'reads the log': [],
                'makes a user': 403,
                'makes a role': 403,
                'makes a setting': 403,
                'writes history': 403,
                'writes a journal entry': 403,
            },
            customer: {
                'reads columns': [],
                'reads access controls': [],
                'reads settings': [],
                'reads business rules': [],
                'reads choices': [],
                'reads groups': 200,
                'reads places': 200,
                'reads the audit': [],
                'reads the log': [],
                'makes a user': 403,
                'makes a role': 403,
                'makes a setting': 403,
                'writes history': 403,
                'writes a journal entry': 403,
            },
            developer: {
                'reads columns': 200,
                'reads access controls': [],
                'reads settings': [],
            },
            mailReader: { 'reads mails': 200, 'reads the log': [] },
        },
    }),
);
