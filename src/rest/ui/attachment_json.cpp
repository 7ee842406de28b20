#include "rest/ui/attachment_json.h"

#include "record/access.h"
#include "rest/ui/person.h"

namespace stead::rest::ui {

using base::JsonWriter;

std::vector<record::Record> attachments_of(record::Unit& unit, const record::Record& owner) {
    return unit.rows_with("sys_attachment",
                          {{"table_sys_id", owner.sys_id()}, {"table_name", owner.table().name}},
                          "ORDERBYsys_created_on");
}

void write_attachments(JsonWriter& json, record::Unit& unit, const record::Record& owner) {
    json.begin_array();
    for (const auto& row : attachments_of(unit, owner)) write_attachment(json, unit, row);
    json.end_array();
}

void write_attachment(JsonWriter& json, record::Unit& unit, const record::Record& row) {
    json.begin_object().member("sys_id", row.sys_id()).member("file_name", row.get("file_name"));
    json.key("size_bytes").raw(row.get("size_bytes").empty() ? "0" : row.get("size_bytes"));
    json.member("content_type", row.get("content_type"));
    json.member("by", person_named(unit, row.get("sys_created_by")).name);
    json.member("at", row.get("sys_created_on"));
    if (unit.access(row.table()).may(record::Permission::remove, unit, row))
        json.member("can_delete", true);
    json.end_object();
}

}  // namespace stead::rest::ui
