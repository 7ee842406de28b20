/**
 * The border between the web client and the server: every call of `/api/ui/v1` and its shapes.
 *
 * Conventions for all calls
 * - Same origin, session cookie. Every call that writes sends `X-UserToken: <csrf>`.
 * - A value on the wire is always text in the database's spelling: `true`/`false`, `10`, sys_ids,
 *   date-times as `yyyy-MM-dd HH:mm:ss` in UTC, dates as `yyyy-MM-dd`, durations as
 *   `1970-01-01 00:00:00` plus the duration. The browser formats dates, numbers and durations.
 * - `display_value` is the label of a choice or the display value of the referenced row, in the
 *   session's language. It is absent when it equals `value`.
 * - Errors: `{"error":{"message","detail"},"status":"failure"}` with 400, 401, 403, 404, 429, 5xx;
 *   409 and 422 have the bodies below. `X-Transaction-ID` (if sent) is shown as the request id.
 * - A POST or PATCH of a form or a mail may bear `Idempotency-Key`: sent again under the same key it
 *   happens once and answers as before.
 * - Optional members may be absent; the client treats an absent list as empty and an absent
 *   boolean as false.
 *
 * Pages: the server answers these paths with the built files of `web/dist`:
 *   /login               → login.html
 *   /now/cwf/agent[/...] → agent.html
 *   /csm[/...]           → csm.html
 *   /                    → index.html (sends the person to the application that fits)
 *   /assets/*            → immutable, one year; everything else no-store
 * In each HTML file the server may replace the text `<!--bootstrap-->` with
 *   <script type="application/json" id="bootstrap">{...Bootstrap...}</script>   (every `<` as \u003c)
 * Without it the client calls GET bootstrap. Content-Security-Policy that all pages satisfy:
 *   default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;
 *   font-src 'self'; connect-src 'self'; frame-src 'self' blob:; base-uri 'none';
 *   form-action 'self'; frame-ancestors 'none'
 */

// ---------------------------------------------------------------------------------------------
// Words used everywhere

export type Tone =
    | 'critical'
    | 'high'
    | 'moderate'
    | 'low'
    | 'info'
    | 'progress'
    | 'waiting'
    | 'positive'
    | 'neutral';

/** One cell or field: `value` as stored, `display_value` only when a person reads something else. */
export interface Value {
    value: string;
    display_value?: string;
    /** Where the value leads, when it is not the record named by the field's `reference`. */
    link?: string;
}

export interface Choice {
    value: string;
    label: string;
    tone?: Tone;
    /** What customers read instead of the label, else an explanation. */
    hint?: string;
    /** Value of the field named by `dependent` for which the choice may be chosen. */
    dependent_value?: string;
}

// ---------------------------------------------------------------------------------------------
// GET bootstrap → Bootstrap.                       401 when nobody is signed in.

export interface Bootstrap {
    user: {
        sys_id: string;
        user_name: string;
        name: string;
        first_name?: string;
        email?: string;
        title?: string;
        photo?: string; // address of an image
        /** A customer, consumer or partner (snc_external), not an employee. */
        external?: boolean;
        roles: string[]; // names, inherited ones included
        groups?: { sys_id: string; name: string }[];
    };
    /** May this person open the agent workspace, the portal? Decides the landing page. */
    apps: { workspace?: boolean; portal?: boolean; studio?: boolean };
    csrf: string; // g_ck, sent back as X-UserToken
    /** sys_user_preference rows of this user; see PUT preference. */
    preferences: Record<string, string>;
    formats: {
        locale: string; // BCP 47, such as en-GB
        time_zone: string; // IANA, such as Europe/Oslo
        date?: string; // yyyy-MM-dd
        time?: string; // HH:mm:ss
        first_weekday?: number; // 0 Sunday … 6
    };
    language: { code: string; catalogue?: string }; // catalogue: hash for GET messages/{lang}
    navigation?: NavigationItem[]; // rail; absent: home, lists
    lists: ListCategory[]; // the list menu, only lists whose table may be read
    home?: {
        /** At most five; the number is the count of that list. */
        cards: { label: string; list: string; tone?: Tone }[];
        /** The list "Needs you", and further lists shown below it. */
        needs_you?: string;
        lists?: string[];
    };
    plugins?: string[];
    /** The portal of this person, and what portals show: cases first, then pages of other tables. */
    portal?: { suffix: string; title?: string };
    portal_lists?: ListCategory[];
    theme?: { name?: string; accent?: string; logo?: string };
    /** Tables this person may create records in from the + menu. */
    create?: { table: string; label: string }[];
}

export interface NavigationItem {
    id: string;
    label: string;
    icon?: string; // home, inbox, list, mail, chart, book, calendar, megaphone, users, search
    path: string; // below the application's base: home, list/sys_email
    badge?: number;
}

export interface ListCategory {
    id: string;
    label: string;
    icon?: string;
    text?: string; // one sentence about it
    lists: ListMenuEntry[];
}

export interface ListMenuEntry {
    id: string; // sys_id of sys_ux_list
    label: string;
    table: string;
    query?: string; // encoded query (shown as chips)
    tone?: Tone;
    mine?: boolean; // a personal, saved list
}

// POST login  {user_name, user_password} → {redirect: "/now/cwf/agent/home" | "/csm" | …}, sets the
//   session cookie; 401 with one uniform message for every refusal. No X-UserToken.
// POST logout {} → {}
// POST password {current, new} → {}     422 by field `current` or `new`; ends every session
// PUT  preference/{name} {value} → {}       value "" removes it. Names used: theme (light|dark|auto),
//   density (compact|normal|comfortable), workspace.tabs (JSON), workspace.rail, list.columns.{table}
//   (comma list), list.sort.{table}, record.panel.{table}
// POST list_menu {label, table, query, columns?} → ListMenuEntry       saves a personal list
// DELETE list_menu/{id} → {}

export interface LoginAnswer {
    redirect: string;
}

// ---------------------------------------------------------------------------------------------
// GET  form/{table}/{sys_id}?view=&fields=  → Form      sys_id -1 = a new record; then `query=` holds
//                                                        an encoded query of prefilled values a=b^c=d
// PATCH form/{table}/{sys_id}  FormWrite    → Form      409 ConflictBody, 422 ValidationBody
// POST  form/{table}/-1        FormWrite    → Form      (inserted: sys_id is the new one)
// DELETE form/{table}/{sys_id}              → {}
// POST  form/{table}/{sys_id}/check  {values, changed} → FormCheck
// 404 and 403 of a record look the same to external users.

export interface FormWrite {
    /** Only changed fields, raw values. Journals too: {comments: "text"}, {work_notes: "text"}. */
    values: Record<string, string>;
    /** mod_count the person saw; absent = no conflict check (journals, single quick changes). */
    base_mod_count?: number;
    /** Fields whose conflict the person decided for his own value after a 409. */
    overwrite?: string[];
    /** A UI action to run with the values instead of a plain save. */
    action?: string;
}

export interface Conflict {
    field: string;
    label?: string;
    mine: Value;
    theirs: Value;
    by?: string; // display name
    at?: string;
}
export interface ConflictBody {
    conflicts: Conflict[];
}
/** `field` is "" for a message about the whole record. */
export interface FieldError {
    field: string;
    message: string;
}
export interface ValidationBody {
    errors: FieldError[];
}
/** Members replace those of the form; absent members change nothing. */
export interface FormCheck {
    values?: Record<string, Value>;
    fields?: Record<string, Partial<Field>>;
    choices?: Record<string, Choice[]>;
    messages?: { field?: string; text: string; tone?: Tone }[];
}

export interface Form {
    table: string;
    sys_id: string; // "-1" for a new one
    mod_count: number;
    label: string; // of the table, singular: "Case"
    plural?: string;
    page: 'conversation' | 'form';
    view?: string;
    views?: { name: string; label: string }[];
    header: FormHeader;
    sections: Section[];
    fields: Record<string, Field>; // only readable ones
    values: Record<string, Value>; // only readable ones
    choices: Record<string, Choice[]>;
    policies?: Policy[];
    actions: Action[]; // permitted and shown now
    ribbon?: RibbonComponent[];
    notes?: SpecialNote[];
    slas?: Sla[];
    tabs?: RelatedTab[];
    composer?: Composer; // absent: the person may write neither comment nor note
    presence?: PresenceUser[];
    drafts?: { kind: string; updated: string }[];
    can?: { write?: boolean; delete?: boolean; attach?: boolean };
    /** One sentence why nothing can be changed: "Closed 12 Nov by the customer". */
    readonly_reason?: string;
    attachments?: Attachment[];
    /** Information messages of the last write (gs.addInfoMessage). */
    messages?: { text: string; tone?: Tone }[];
}

export interface FormHeader {
    title: string; // name of the field whose value is the title
    number?: string; // the record's number, or its display value
    chips?: Chip[];
    image?: string;
    follow?: boolean; // this person follows the record
    following?: boolean;
}
/** Either a field of the form (drawn as its type draws it) or a text. */
export interface Chip {
    field?: string;
    text?: string;
    label?: string;
    tone?: Tone;
    icon?: string; // alarm, alert, shield, flame, star, megaphone, blocked, hourglass
}
export interface Section {
    id: string;
    label: string;
    columns?: 1 | 2;
    collapsed?: boolean;
    fields: string[]; // order of the layout; unreadable ones are not named
}
export interface Field {
    label: string;
    type: string; // dictionary internal_type
    reference?: string; // table, for reference, glide_list
    mandatory?: boolean;
    readonly?: boolean;
    visible?: boolean; // default true
    hint?: string;
    max_length?: number;
    dependent?: string; // field that limits the choices or the reference
    /** 1, 3: a select with, without an empty entry; 2: suggestions. Choices come in `choices`. */
    choice?: number;
    wide?: boolean; // takes the whole width with the label above
    multiline?: boolean;
}
/** Runs in the browser after every change; `when` is an encoded query on the form's values. */
export interface Policy {
    when: string; // "" = always
    set: Record<string, { mandatory?: boolean; readonly?: boolean; visible?: boolean }>;
    reverse?: boolean; // the opposite is set while `when` does not hold
}
export interface Action {
    name: string; // action_name or sys_id of the UI action
    label: string;
    group: 'main' | 'create' | 'manage' | 'more';
    primary?: boolean;
    style?: 'default' | 'destructive';
    shortcut?: string;
    confirm?: string; // question, asked first
    hint?: string;
    /** Fields asked before it runs; answered in `values`. */
    form?: ActionForm;
}
export interface ActionForm {
    title?: string;
    text?: string;
    submit?: string; // label of the button
    fields: string[];
    mandatory?: string[];
    /** Metadata for fields that the record's form does not have, or to override it. */
    meta?: Record<string, Field>;
    values?: Record<string, Value>;
    choices?: Record<string, Choice[]>;
}
export interface RibbonComponent {
    component: 'customer360' | 'timeline' | 'active_sla' | 'time_to_resolve' | string;
    width?: number;
    data?: unknown; // Customer360 for customer360
}
/** Contact, else consumer, else internal contact; all texts are display values. */
export interface Customer360 {
    table?: string;
    sys_id?: string;
    field?: string; // contact, consumer, internal_contact
    role?: string; // "Contact", "Internal contact"
    name: string;
    title?: string;
    photo?: string;
    account?: Value & { table?: string };
    vip?: boolean;
    email?: string;
    phone?: string;
    time_zone?: string; // IANA
    /** Shown as label and text, a link when table and sys_id (or a list query) are given. */
    facts?: { label: string; text: string; table?: string; sys_id?: string; query?: string }[];
    /** Who the customer is, when the card shows an employee. */
    customer?: { label: string; table: string; sys_id: string };
}
export interface SpecialNote {
    sys_id: string;
    text: string;
    priority?: number;
    popup?: boolean;
    title?: string;
}
export interface Sla {
    name: string;
    stage: 'in_progress' | 'paused' | 'achieved' | 'breached' | 'cancelled' | string;
    start?: string;
    breach_at?: string; // UTC; the browser counts down
    pct: number; // of business time used, at the moment of the answer
    left?: string; // text, when breach_at cannot say it (paused)
    paused?: boolean;
}
export interface RelatedTab {
    id: string;
    label: string;
    kind: 'related';
    table: string;
    query: string; // encoded query that selects the rows
    count?: number;
    /** Field of `table` that points back; prefilled in a new row. */
    field?: string;
    create?: boolean;
}
export interface Composer {
    kinds: ('comment' | 'note' | 'email')[];
    /** Field written by each kind; default comments, work_notes. */
    fields?: { comment?: string; note?: string };
    /** Names of those who will read a comment, in words: ["Mira Solheim", "2 watchers"]. */
    readers?: { comment?: string[] };
    email?: { from?: string; to?: string[]; cc?: string[]; subject?: string };
    templates?: { sys_id: string; name: string; text: string; kind?: string }[];
}
export interface PresenceUser {
    user: string; // sys_id
    name: string;
    photo?: string;
    mode: 'viewing' | 'writing' | 'note' | string;
}
export interface Attachment {
    sys_id: string;
    file_name: string;
    size_bytes: number;
    content_type: string;
    by?: string;
    at?: string;
    can_delete?: boolean;
}

// ---------------------------------------------------------------------------------------------
// GET list/{table}?list=&query=&view=&fields=&group=&limit=&cursor= → List
//   list: id of the list menu (its query is used when `query` is absent)
//   query: encoded query, may end in ^ORDERBY / ^ORDERBYDESC terms; fields: comma list, dot-walks
//   group: a field; rows come ordered by it, `groups` is filled. limit: default 200, at most 500.
//   cursor: next_cursor of the previous page; then only `rows` and `next_cursor` are needed.
//   `sys_ids` (comma list): only those rows, in list form; used to refresh rows that changed.

export interface List {
    table: string;
    list?: string;
    title: string; // "Open cases of my groups", else plural of the table
    label: string; // singular: "Case"
    view?: string;
    query: string; // effective query without order
    chips: FilterChip[]; // one per clause of `query`, same order; texts for people
    total: number;
    exact: boolean; // false: at least `total`
    columns: Column[];
    rows: Row[];
    choices?: Record<string, Choice[]>; // of the columns that have choices
    row_style?: { when: string; sign: string }[]; // encoded query on the columns; flame, blocked …
    group?: string;
    groups?: { value: string; label: string; count: number }[];
    sort: { field: string; desc?: boolean }[];
    next_cursor?: string | null;
    actions: ListAction[];
    live?: 'auto' | 'refresh' | 'never';
    can: { create?: boolean; export?: boolean; save_list?: boolean; delete?: boolean };
    /** Columns left out because the person may not read them. */
    hidden_columns?: number;
}
export interface FilterChip {
    field: string;
    label: string;
    op: string;
    value: string;
    display: string; // "true", "my groups", "not Closed"
    removable?: boolean;
}
export interface Column {
    name: string; // may dot-walk
    label: string;
    type: string;
    reference?: string;
    width?: number; // pixels, preferred
    weight?: number; // share of what is left
    min?: number;
    link?: boolean; // opens the record
    sortable?: boolean;
    editable?: boolean;
    align?: 'start' | 'end';
    /** state: pill by the choice's tone; priority: signal bars; sla: bar of percent. */
    look?: 'state' | 'priority' | 'sla' | 'person' | 'plain';
}
export interface Row {
    sys_id: string;
    mod_count?: number;
    /** Class of the row when it is a descendant of the list's table. */
    table?: string;
    v: (string | null)[]; // values in column order; null or "" = empty
    d?: (string | null)[]; // display values in column order; null or absent = same as the value
}
export interface ListAction {
    name: string;
    label: string;
    scope: 'row' | 'selection' | 'list';
    style?: 'default' | 'destructive';
    confirm?: string;
    form?: ActionForm;
}
// Inline edit is PATCH form/{table}/{sys_id} with one value.
// Export: GET /{table}_list.do?CSV&sysparm_query=&sysparm_fields= (also XLSX, JSON).

// ---------------------------------------------------------------------------------------------
// GET count?lists=a,b,c → Counts                    lists: ids of the list menu
// GET count?table=&query= → Count
export interface Count {
    count: number;
    exact: boolean; // false is shown as "1,000+"
}
export type Counts = Record<string, Count>;

// GET reference/{table}/{field}?q=&sys_id=&values= → ReferenceAnswer
//   values: JSON object of the form's raw values (qualifier, dependent). q empty = recent, else first.
//   At most 15 rows. Also used for glide_list and document_id.
export interface ReferenceAnswer {
    rows: ReferenceRow[];
    create?: boolean; // may a new row be created
}
export interface ReferenceRow {
    sys_id: string;
    display: string;
    columns?: string[]; // two more texts: title, account
    table?: string;
}

// GET schema/{table} → Schema
export interface Schema {
    table: string;
    label: string;
    plural?: string;
    display?: string;
    fields: SchemaField[]; // readable ones, by label
    dynamic?: { id: string; label: string; reference: string }[]; // "Me", "One of my groups"
}
export interface SchemaField {
    name: string;
    label: string;
    type: string;
    reference?: string;
    choices?: Choice[];
    operators?: string[]; // default: those of the type
    sortable?: boolean;
    groupable?: boolean;
}

// ---------------------------------------------------------------------------------------------
// GET activity/{table}/{sys_id}?before=&kinds=&q= → ActivityPage         30 entries, oldest first
export interface ActivityPage {
    entries: ActivityEntry[];
    before?: string | null; // cursor for the page before this one; null or absent: nothing older
}
export interface ActivityEntry {
    id: string;
    kind: 'comment' | 'work_note' | 'email' | 'change' | 'file' | 'chat';
    at: string; // UTC
    by: { sys_id?: string; name: string; photo?: string; external?: boolean; bot?: boolean };
    /** Plain text (line breaks kept) … */
    text?: string;
    /** … or HTML, already sanitised by the server and sanitised again here. */
    html?: string;
    changes?: { field: string; label: string; old?: string; new?: string }[];
    email?: {
        sys_id: string;
        direction: 'in' | 'out';
        subject: string;
        from?: string;
        to?: string;
        cc?: string;
        state?: string; // sent, ready, failed, received
        error?: string;
    };
    attachments?: Attachment[];
    pinned?: boolean;
}

// ---------------------------------------------------------------------------------------------
// POST action/{name} ActionCall → ActionAnswer     409, 422 as for forms
export interface ActionCall {
    table: string;
    sys_ids?: string[];
    query?: string; // instead of sys_ids: all rows of this query
    values?: Record<string, string>;
}
export interface ActionAnswer {
    results?: { sys_id: string; ok: boolean; message?: string }[];
    message?: string;
    /** An address of this client; a new record prefilled is record/{table}/-1?query=a=b^c=d */
    open?: string;
    /** More input is needed: ask it and call again with the values. */
    dialog?: ActionForm;
    /** The record after the action, when it was one record. */
    form?: Form;
    job?: string; // runs in the background; see the `job` event
}

// GET search?q=&groups= → SearchAnswer              groups: comma list of tables (search page)
export interface SearchAnswer {
    groups: { table: string; label: string; total: number; exact?: boolean; rows: SearchRow[] }[];
}
export interface SearchRow {
    sys_id: string;
    table: string;
    number?: string;
    title: string;
    subtitle?: string;
    snippet?: string; // plain text
}

// GET notifications → Notifications; POST notifications/read {ids?: string[]} (absent = all) → {}
export interface Notifications {
    unread: number;
    items: {
        id: string;
        at: string;
        text: string;
        detail?: string;
        table?: string;
        sys_id?: string;
        read?: boolean;
    }[];
}

// POST presence PresenceCall → {sys_id, users: PresenceUser[]}     who looks at the record now;
//   said again every minute. Customers neither see nor show it: users is empty for them.
export interface PresenceCall {
    record: { table: string; sys_id: string };
    mode: 'viewing' | 'writing' | 'note' | 'gone';
}
// GET draft/{table}/{sys_id}/{kind} → Draft (404: none); PUT {body} → {}; DELETE → {}
export interface Draft {
    body: string;
    updated?: string;
}
// GET messages/{lang} → Record<string, string>      English text → text
// POST email {table, sys_id, to[], cc[], bcc[], subject, text | html} → {sys_id}   mail of a record, sent
// Attachments: GET /api/now/attachment?sysparm_query=table_name=…^table_sys_id=…
//   POST /api/now/attachment/file?table_name=&table_sys_id=&file_name= (body = bytes, Content-Type)
//   GET /api/now/attachment/{sys_id}/file, DELETE /api/now/attachment/{sys_id}

// ---------------------------------------------------------------------------------------------
// GET stream (text/event-stream) → StreamEvents, `event:` = name, `id:` = monotonic, `data:` = JSON.
//   First event: hello {stream}. Comment line every 20 s. With the id of the last event that was
//   seen (Last-Event-ID or ?last=), hello says `resumed` and what was missed follows; without
//   `resumed` the open pages ask for everything again.
// POST stream/subscribe Subscription → {}   replaces what this stream listens to (≤ 50 entries)
export interface Subscription {
    stream: string;
    records: { table: string; sys_id: string }[];
    lists: { key: string; table: string; query: string }[]; // key: chosen by the client
    counts?: string[]; // ids of the list menu
}
export interface StreamEvents {
    hello: { stream: string; resumed?: boolean };
    /** Readable changes of a subscribed record, or of a row in a subscribed list (`by`: name). */
    record: {
        table: string;
        sys_id: string;
        mod_count: number;
        fields: string[];
        values: Record<string, Value>;
        by?: string;
        deleted?: boolean;
    };
    activity: { table: string; sys_id: string };
    /** A row of a subscribed list changed, entered or left it. */
    list: { key: string; sys_id?: string; change?: 'update' | 'enter' | 'leave' };
    count: { lists?: string[] };
    presence: { sys_id: string; users: PresenceUser[] };
    notification: { id?: string; text?: string };
    job: { id: string; pct: number; done?: boolean; message?: string };
    offer: { id: string };
    offer_end: { id: string };
    chat: { table: string; sys_id: string };
    typing: { table: string; sys_id: string; name?: string };
    reload: Record<string, never>;
}
