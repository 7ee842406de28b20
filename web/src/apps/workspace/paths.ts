// Addresses of the workspace.

export const base = '/now/cwf/agent';

export type Place =
    | { page: 'home' }
    | { page: 'search'; q: string }
    | { page: 'list'; table: string; list?: string; query?: string; group?: string }
    | { page: 'record'; table: string; sys_id: string; query?: string; view?: string };

const name = /^[a-z0-9_]+$/;

/** Reads an address; anything unknown is the home page. */
export function parsePath(path: string): Place {
    const url = new URL(path, location.origin);
    const [page, table = '', sys_id = ''] = url.pathname
        .slice(base.length)
        .split('/')
        .filter(Boolean);
    const get = (key: string) => url.searchParams.get(key) ?? undefined;
    const optional = (entries: Record<string, string | undefined>) =>
        Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
    if (page === 'search') return { page, q: get('q') ?? '' };
    if (page === 'list' && name.test(table))
        return {
            page,
            table,
            ...optional({ list: get('list'), query: get('query'), group: get('group') }),
        };
    if (page === 'record' && name.test(table) && /^(-1|[0-9a-f]{32})$/.test(sys_id))
        return { page, table, sys_id, ...optional({ query: get('query'), view: get('view') }) };
    return { page: 'home' };
}

const withSearch = (path: string, entries: Record<string, string | undefined>) => {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(entries))
        if (value !== undefined) search.set(key, value);
    const text = search.toString();
    return base + path + (text && `?${text}`);
};

export const homePath = () => `${base}/home`;
export const searchPath = (q: string) => withSearch('/search', { q: q || undefined });
export const recordPath = (table: string, sys_id: string) => `${base}/record/${table}/${sys_id}`;
export const listPath = (
    table: string,
    state: {
        list?: string | undefined;
        query?: string | undefined;
        group?: string | undefined;
    } = {},
) => withSearch(`/list/${table}`, { list: state.list, query: state.query, group: state.group });

/** What makes two addresses the same tab. */
export function identity(path: string): string {
    const place = parsePath(path);
    if (place.page === 'list') return `list ${place.table} ${place.list ?? ''}`;
    if (place.page === 'record')
        return `record ${place.table} ${place.sys_id} ${place.sys_id === '-1' ? (place.query ?? '') : ''}`;
    return place.page;
}
