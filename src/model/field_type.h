#pragma once

#include <string>
#include <string_view>

#include "db/dialect.h"

namespace stead::model {

// How values of a type are stored, compared and shown (platform.md §1.2).
enum class Kind {
    text,       // string and everything that behaves like it
    long_text,  // html, script, conditions, xml, json …: stored last, never indexed
    boolean,    // stored 0/1; the wire says "true"/"false"
    integer,
    decimal,    // decimal, float, percent_complete, currency, price
    reference,  // sys_id of a row of `Field::reference`
    list,       // glide_list: comma-joined sys_ids of `Field::reference`
    date_time,  // UTC
    date,
    time,
    duration,
    journal,       // rows of sys_journal_field; nothing in the column
    password,      // one way (hash) or two way (encrypted): never read back
    sys_id,        // GUID
    document_id,   // sys_id whose table stands in the dependent field
    class_name,    // sys_class_name, table_name
    virtual_field  // journal_list and other types without storage
};

struct FieldType {
    std::string_view name;  // internal_type, for example "glide_date_time"
    Kind kind;
    db::ColumnType column;
    int default_length;
};

// nullptr when there is no such type.
const FieldType* find_field_type(std::string_view internal_type);

}  // namespace stead::model
