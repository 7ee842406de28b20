#include "rest/ui/conflicts.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"
#include "model/display.h"
#include "record/access.h"
#include "record/words.h"
#include "rest/ui/draft_record.h"
#include "rest/ui/person.h"

namespace stead::rest::ui {

namespace {

using model::Field;
using record::Record;
using record::Unit;

// The last change of each field after that version, as the audit tells it. Who may read the field
// may know who changed it.
base::TextMap<record::Record> changes_since(Unit& unit, const Record& stored,
                                            std::int64_t version) {
    base::TextMap<record::Record> changes;
    auto program = trusted(unit);
    for (auto& row : program.rows_with(
             "sys_audit", {{"documentkey", stored.sys_id()}},
             "record_checkpoint>" + std::to_string(version) + "^ORDERBYrecord_checkpoint")) {
        const std::string field = row.get("fieldname");
        changes.insert_or_assign(field, std::move(row));
    }
    return changes;
}

Conflict conflict_of(Unit& unit, const Record& stored, const Record& wanted, const Field& field) {
    Conflict conflict;
    conflict.field = field.name;
    conflict.label = unit.words().label(field);
    conflict.mine = model::wire_value(field, wanted.get(field));
    conflict.mine_display = unit.display_value(wanted, field);
    conflict.theirs = model::wire_value(field, stored.get(field));
    conflict.theirs_display = unit.display_value(stored, field);
    return conflict;
}

void write_side(base::JsonWriter& json, const char* name, const std::string& value,
                const std::string& display) {
    json.key(name).begin_object().member("value", value);
    if (display != value) json.member("display_value", display);
    json.end_object();
}

}  // namespace

std::vector<Conflict> conflicts(Unit& unit, const Record& stored, const Record& wanted,
                                std::int64_t base_mod_count,
                                const std::vector<std::string>& overwritten) {
    std::vector<Conflict> found;
    const auto& access = unit.access(stored.table());
    const bool audited = stored.table().audit;
    const auto changes =
        audited ? changes_since(unit, stored, base_mod_count) : base::TextMap<record::Record>();
    for (const auto& field : stored.table().fields()) {
        if (!wanted.touched(field) || field.kind() == model::Kind::journal) continue;
        if (wanted.get(field) == stored.get(field)) continue;
        if (std::find(overwritten.begin(), overwritten.end(), field.name) != overwritten.end())
            continue;
        const auto change = changes.find(field.name);
        if (audited && field.audit && change == changes.end()) continue;
        if (!access.may(record::Permission::read, field, unit, stored)) continue;
        auto conflict = conflict_of(unit, stored, wanted, field);
        const auto by =
            change == changes.end() ? stored.get("sys_updated_by") : change->second.get("user");
        conflict.by = person_named(unit, by).name;
        conflict.at = change == changes.end() ? stored.get("sys_updated_on")
                                              : change->second.get("sys_created_on");
        found.push_back(std::move(conflict));
    }
    return found;
}

std::string conflict_body(const std::vector<Conflict>& conflicts) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("conflicts").begin_array();
    for (const auto& conflict : conflicts) {
        json.begin_object().member("field", conflict.field).member("label", conflict.label);
        write_side(json, "mine", conflict.mine, conflict.mine_display);
        write_side(json, "theirs", conflict.theirs, conflict.theirs_display);
        json.member("by", conflict.by).member("at", conflict.at).end_object();
    }
    json.end_array().end_object();
    return text;
}

}  // namespace stead::rest::ui
