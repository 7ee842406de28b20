#include "record/audit.h"

#include "base/json_writer.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using model::Field;
using model::Kind;

bool is_audited(const Field& field) {
    return field.audit && !field.column.empty() && field.kind() != Kind::journal &&
           field.kind() != Kind::password && !field.name.starts_with("sys_") &&
           field.attribute("no_audit").empty();
}

void audit_field(Write& write, const Field& field) {
    Record row(write.unit.dictionary().get("sys_audit"));
    row.set("tablename", write.current.table().name);
    row.set("fieldname", field.name);
    row.set("documentkey", write.current.sys_id());
    row.set("oldvalue", write.old_value(field.name));
    row.set("newvalue", write.current.get(field));
    row.set("user", write.unit.session().user_name);
    if (write.unit.snapshot().property_is_true("glide.audit.track_impersonation", true))
        row.set("impersonator", write.unit.session().impersonator);
    row.set("record_checkpoint", write.current.get("sys_mod_count"));
    insert_raw(write.unit, row);
}

std::string payload(const Record& record) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    for (const auto& field : record.table().fields())
        if (field.kind() != Kind::password && !record.get(field).empty())
            json.member(field.name, record.get(field));
    json.end_object();
    return text;
}

void audit_remove(Write& write) {
    const auto* table = write.unit.dictionary().find("sys_audit_delete");
    if (!table) return;
    Record row(*table);
    row.set("tablename", write.current.table().name);
    row.set("documentkey", write.current.sys_id());
    row.set("display_value", write.current.get(write.current.table().display_field()));
    row.set("payload", payload(write.current));
    insert_raw(write.unit, row);
}

}  // namespace

void audit(Write& write) {
    if (!write.current.table().audit || !write.unit.session().run_rules) return;
    if (write.operation == Operation::remove) return audit_remove(write);
    if (write.operation != Operation::update) return;
    for (const auto& field : write.current.table().fields())
        if (is_audited(field) && write.changed(field)) audit_field(write, field);
}

}  // namespace stead::record
