#include "engine/import/field_value.h"

#include "base/ids.h"
#include "base/text.h"
#include "engine/import/date_format.h"
#include "model/normalize.h"
#include "record/class_sql.h"
#include "record/lookup.h"
#include "record/store.h"

namespace stead::engine {

namespace {

using base::Error;
using base::Status;
using model::Field;
using model::Kind;
using record::Record;
using record::Unit;

// Dates in a format of their own are meant in the zone of whoever imports.
std::string date(const Unit& unit, const FieldMap& map, const Field& field,
                 const std::string& value) {
    const auto read = read_date(value, map.date_format);
    if (!read)
        throw Error(Status::unprocessable,
                    value + " is no date such as " + map.date_format + " (" + field.name + ")");
    if (field.kind() != Kind::date_time) return read->substr(0, 10);
    return model::normalize(field, *read, unit.session().time_zone, model::Input::display).value;
}

// The table whose rows of sys_choice the field shows.
std::string table_of_choices(Unit& unit, const model::Table& table, const Field& field) {
    for (const auto* at = &table; at; at = at->parent)
        if (unit.count("sys_choice", "name=" + at->name + "^element=" + field.name) > 0)
            return at->name;
    return field.declared_by;
}

}  // namespace

std::optional<std::string> FieldValues::of(const FieldMap& map, const Field& field) {
    const auto value =
        !map.script.empty()
            ? scripts_.value(unit_, map, state_)
            : std::string(base::trim(unit_.value_at(state_.source, map.source_field)));
    if (value.empty()) return value;
    if (field.kind() == Kind::reference) return reference(map, field, value);
    if (field.kind() == Kind::list && !field.reference.empty()) return list(map, field, value);
    const bool is_date = field.kind() == Kind::date || field.kind() == Kind::date_time;
    if (is_date && !map.date_format.empty()) return date(unit_, map, field, value);
    return field.choices.empty() ? value : choice(map, field, value);
}

// By the column that the map names; else by sys_id or by what the row shows.
std::string FieldValues::found(const FieldMap& map, const model::Table& table,
                               const std::string& value) {
    if (!map.reference_field.empty())
        return record::find_sys_id(unit_, table, map.reference_field, value);
    if (base::is_sys_id(base::lower(value)) && record::load(unit_, table, value)) return value;
    return record::find_sys_id(unit_, table, table.display_field().name, value);
}

std::optional<std::string> FieldValues::reference(const FieldMap& map, const Field& field,
                                                  const std::string& value) {
    const auto* table = unit_.dictionary().find(field.reference);
    if (!table) return value;
    if (auto id = found(map, *table, value); !id.empty()) return id;
    if (map.choice_action == "reject") throw RowRejected(value + " is not known as " + field.label);
    if (map.choice_action != "create" || !scripts_allow("onForeignInsert")) return {};
    return new_reference(map, *table, value);
}

std::string FieldValues::list(const FieldMap& map, const Field& field, const std::string& value) {
    std::string ids;
    for (const auto& part : base::split_names(value))
        if (const auto id = reference(map, field, part); id && !id->empty())
            ids += (ids.empty() ? "" : ",") + *id;
    return ids;
}

std::optional<std::string> FieldValues::choice(const FieldMap& map, const Field& field,
                                               const std::string& value) {
    if (field.find_choice(value)) return value;
    for (const auto& choice : field.choices)
        if (base::equals_ignoring_case(choice.label, value)) return choice.value;
    if (model::is_allowed_choice(field, value)) return value;
    if (map.choice_action == "reject") throw RowRejected(value + " is no choice of " + field.label);
    if (map.choice_action != "create" || !scripts_allow("onChoiceCreate")) return {};
    return new_choice(field, value);
}

std::string FieldValues::new_reference(const FieldMap& map, const model::Table& table,
                                       const std::string& value) {
    Record row(table);
    row.set(map.reference_field.empty() ? table.display_field().name : map.reference_field, value);
    record::insert_or_throw(unit_, row);
    return row.sys_id();
}

// The dictionary of this unit does not know it yet, so the row's own id tells whether it is there.
std::string FieldValues::new_choice(const Field& field, const std::string& value) {
    const auto& choices = unit_.dictionary().get("sys_choice");
    const auto table = table_of_choices(unit_, state_.target.table(), field);
    const auto id = base::derived_sys_id({"stead.choice", table, field.name, value});
    if (record::load(unit_, choices, id)) return value;
    Record row(choices);
    row.set("sys_id", id);
    row.set("name", table);
    row.set("element", field.name);
    row.set("value", value);
    row.set("label", value);
    row.set("language", "en");
    row.set("inactive", "false");
    record::insert_or_throw(unit_, row);
    return value;
}

// A script that sets `ignore` at such a moment means the new row, not the whole import.
bool FieldValues::scripts_allow(std::string_view when) {
    const bool before = state_.ignore;
    state_.ignore = false;
    scripts_.run(unit_, when, state_);
    const bool allowed = !state_.ignore;
    state_.ignore = before;
    return allowed;
}

}  // namespace stead::engine
