// One function per call of the contract.

import { call, search } from './client.ts';
import type {
    ActionAnswer,
    ActionCall,
    ActivityPage,
    Attachment,
    Bootstrap,
    Counts,
    Draft,
    Form,
    FormCheck,
    FormWrite,
    List,
    ListMenuEntry,
    LoginAnswer,
    Notifications,
    PresenceCall,
    PresenceUser,
    ReferenceAnswer,
    Schema,
    SearchAnswer,
    Subscription,
} from './contract.ts';

type Values = Record<string, string>;
const at = encodeURIComponent;

export const getBootstrap = () => call<Bootstrap>('GET', 'bootstrap');
export const login = (user_name: string, user_password: string) =>
    call<LoginAnswer>('POST', 'login', { body: { user_name, user_password } });
export const logout = () => call<unknown>('POST', 'logout', { body: {} });
export const changePassword = (current: string, fresh: string) =>
    call<unknown>('POST', 'password', { body: { current, new: fresh } });
export const setPreference = (name: string, value: string) =>
    call<unknown>('PUT', `preference/${at(name)}`, { body: { value } });

export interface FormRequest {
    table: string;
    sys_id: string;
    view?: string | undefined;
    query?: string | undefined;
}
export const getForm = ({ table, sys_id, view, query }: FormRequest, signal?: AbortSignal) =>
    call<Form>(
        'GET',
        `form/${table}/${sys_id}${search({ view, query })}`,
        signal ? { signal } : {},
    );
export const saveForm = (table: string, sys_id: string, write: FormWrite, once?: string) =>
    call<Form>(sys_id === '-1' ? 'POST' : 'PATCH', `form/${table}/${sys_id}`, {
        body: write,
        once,
    });
export const checkForm = (table: string, sys_id: string, values: Values, changed: string) =>
    call<FormCheck>('POST', `form/${table}/${sys_id}/check`, { body: { values, changed } });
export const deleteRecord = (table: string, sys_id: string) =>
    call<unknown>('DELETE', `form/${table}/${sys_id}`);

export interface ListRequest {
    table: string;
    list?: string | undefined;
    query?: string | undefined;
    view?: string | undefined;
    fields?: string | undefined;
    group?: string | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
    sys_ids?: string | undefined;
}
export const getList = ({ table, ...rest }: ListRequest, signal?: AbortSignal) =>
    call<List>('GET', `list/${table}${search(rest)}`, signal ? { signal } : {});
export const getCounts = (lists: string[]) =>
    call<Counts>('GET', `count${search({ lists: lists.join(',') })}`);
export const saveList = (list: { label: string; table: string; query: string; columns?: string }) =>
    call<ListMenuEntry>('POST', 'list_menu', { body: list });

export const removeList = (id: string) => call<unknown>('DELETE', `list_menu/${id}`);

export const getReference = (
    table: string,
    field: string,
    q: string,
    values: Values,
    sys_id?: string,
) =>
    call<ReferenceAnswer>(
        'GET',
        `reference/${table}/${at(field)}${search({ q, sys_id, values: JSON.stringify(values) })}`,
    );
export const getSchema = (table: string) => call<Schema>('GET', `schema/${table}`);

export interface ActivityRequest {
    table: string;
    sys_id: string;
    before?: string | undefined;
    kinds?: string | undefined;
    q?: string | undefined;
}
export const getActivity = ({ table, sys_id, ...rest }: ActivityRequest) =>
    call<ActivityPage>('GET', `activity/${table}/${sys_id}${search({ ...rest })}`);

export const runAction = (name: string, body: ActionCall) =>
    call<ActionAnswer>('POST', `action/${at(name)}`, { body });
export const getSearch = (q: string, groups?: string, signal?: AbortSignal) =>
    call<SearchAnswer>('GET', `search${search({ q, groups })}`, signal ? { signal } : {});
export const getNotifications = () => call<Notifications>('GET', 'notifications');
export const readNotifications = (ids?: string[]) =>
    call<unknown>('POST', 'notifications/read', { body: ids ? { ids } : {} });
export const setPresence = (body: PresenceCall) =>
    call<{ sys_id: string; users: PresenceUser[] }>('POST', 'presence', { body });

const draftPath = (table: string, sys_id: string, kind: string) =>
    `draft/${table}/${sys_id}/${kind}` as const;
export const getDraft = (table: string, sys_id: string, kind: string) =>
    call<Draft>('GET', draftPath(table, sys_id, kind));
export const putDraft = (table: string, sys_id: string, kind: string, body: string) =>
    call<unknown>('PUT', draftPath(table, sys_id, kind), { body: { body } });
export const deleteDraft = (table: string, sys_id: string, kind: string) =>
    call<unknown>('DELETE', draftPath(table, sys_id, kind));

export const subscribe = (body: Subscription) =>
    call<unknown>('POST', 'stream/subscribe', { body });

export interface Letter {
    table: string;
    sys_id: string;
    to: string[];
    cc: string[];
    bcc: string[];
    subject: string;
    text: string;
}
export const sendEmail = (body: Letter, once?: string) =>
    call<{ sys_id: string }>('POST', 'email', { body, once });

export const attachmentUrl = (sys_id: string) => `/api/now/attachment/${sys_id}/file`;
export const deleteAttachment = (sys_id: string) =>
    call<unknown>('DELETE', `/api/now/attachment/${sys_id}`);

/** Uploads a file and attaches it to the record. */
export async function uploadFile(table: string, sys_id: string, file: File): Promise<Attachment> {
    const where = search({ table_name: table, table_sys_id: sys_id, file_name: file.name });
    const answer = await call<{ result: Attachment }>('POST', `/api/now/attachment/file${where}`, {
        body: file,
        headers: { 'Content-Type': file.type || 'application/octet-stream' },
    });
    return answer.result;
}

/** Address of a list as a file; the browser downloads it with the session's cookie. */
export const exportUrl = (table: string, query: string, fields: string[], format = 'CSV') =>
    `/${table}_list.do?${format}&sysparm_query=${at(query)}&sysparm_fields=${at(fields.join(','))}`;
