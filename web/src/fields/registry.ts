// Field types by the dictionary's internal_type. A type that is not named here is read-only text.

import { boolean } from './boolean/index.tsx';
import { choice } from './choice/index.tsx';
import { code } from './code/index.tsx';
import { color } from './color/index.tsx';
import { glide_date, glide_date_time } from './date/index.tsx';
import { document_id } from './document_id/index.tsx';
import { glide_duration } from './duration/index.tsx';
import { email } from './email/index.tsx';
import { file_attachment } from './file_attachment/index.tsx';
import { glide_list } from './glide_list/index.tsx';
import { html } from './html/index.tsx';
import { image } from './image/index.tsx';
import { journal } from './journal/index.tsx';
import { currency, decimal, integer, percent } from './number/index.tsx';
import { password2 } from './password2/index.tsx';
import { phone } from './phone/index.tsx';
import { record_class } from './record_class/index.tsx';
import { reference } from './reference/index.tsx';
import { string, unknown } from './string/index.tsx';
import type { FieldType } from './type.ts';
import { url } from './url/index.tsx';

const types: Record<string, FieldType> = {
    string,
    translated_text: string,
    translated_field: string,
    translated: string,
    translated_html: html,
    html,
    choice,
    reference,
    glide_list,
    user_roles: glide_list,
    document_id,
    boolean,
    integer,
    longint: integer,
    decimal,
    float: decimal,
    currency,
    currency2: currency,
    price: currency,
    percent,
    percent_complete: percent,
    glide_date,
    glide_date_time,
    due_date: glide_date_time,
    glide_duration,
    timer: glide_duration,
    email,
    phone_number_e164: phone,
    phone_number: phone,
    ph_number: phone,
    url,
    journal,
    journal_input: journal,
    journal_list: journal,
    conditions: code,
    script: code,
    script_plain: code,
    xml: code,
    css: code,
    json: code,
    variables: unknown,
    color,
    image,
    user_image: image,
    file_attachment,
    password2,
    password: password2,
    sys_class_name: record_class,
    table_name: string,
    field_name: string,
};

export const fieldType = (type: string): FieldType => types[type] ?? unknown;

/** The comment and note fields of a record, which the composer writes. */
export const isJournal = (type: string) => fieldType(type) === journal;
