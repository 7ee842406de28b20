#include "record/journal_write.h"

#include "record/class_sql.h"
#include "record/unit.h"

namespace stead::record {

void write_journals(Write& write) {
    for (const auto& field : write.current.table().fields()) {
        if (field.kind() != model::Kind::journal || write.current.get(field).empty()) continue;
        Record entry(write.unit.dictionary().get("sys_journal_field"));
        entry.set("name", write.current.table().name);
        entry.set("element", field.name);
        entry.set("element_id", write.current.sys_id());
        entry.set("value", write.current.get(field));
        insert_raw(write.unit, entry);
    }
}

}  // namespace stead::record
