#include "rest/ui/schema.h"

#include <algorithm>

#include "base/error.h"
#include "base/json_writer.h"
#include "engine/metadata.h"
#include "record/access.h"
#include "record/snapshot.h"
#include "record/words.h"
#include "rest/ui/field_json.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Field;
using model::Kind;
using record::Permission;
using record::Unit;

bool is_groupable(const Field& field) {
    return !field.column.empty() && field.kind() != Kind::long_text &&
           field.kind() != Kind::date_time && field.kind() != Kind::list &&
           (field.max_length <= 255 || field.kind() == Kind::reference);
}

std::vector<const Field*> readable_fields(Unit& unit, const model::Table& table) {
    const auto& access = unit.access(table);
    std::vector<const Field*> fields;
    for (const auto& field : table.fields())
        if (field.active && field.kind() != Kind::password && access.may(Permission::read, field))
            fields.push_back(&field);
    const auto& words = unit.words();
    std::stable_sort(fields.begin(), fields.end(), [&](const auto* a, const auto* b) {
        return base::lower(words.label(*a)) < base::lower(words.label(*b));
    });
    return fields;
}

void write_schema_field(JsonWriter& json, const record::Words& words, const Field& field) {
    json.begin_object().member("name", field.name).member("label", words.label(field));
    json.member("type", field.type->name);
    if (!field.reference.empty()) json.member("reference", field.reference);
    if (!field.choices.empty()) {
        json.key("choices");
        write_choices(json, words, field);
    }
    json.member("sortable", !field.column.empty()).member("groupable", is_groupable(field));
    json.end_object();
}

void write_dynamic(JsonWriter& json, const Unit& unit) {
    json.key("dynamic").begin_array();
    for (const auto& row : unit.snapshot().rows("sys_filter_option_dynamic")) {
        if (!engine::flag(row, "available_for_filter")) continue;
        if (!unit.session().has_any_role(engine::column(row, "roles"))) continue;
        json.begin_object().member("id", engine::column(row, "sys_id"));
        json.member("label", unit.words().text(row, "label"));
        json.member("reference", engine::column(row, "table")).end_object();
    }
    json.end_array();
}

}  // namespace

void get_schema(Call& call) {
    std::string text;
    JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        const auto& table = unit.dictionary().get(call.path("table"));
        if (!unit.access(table).may(Permission::read) &&
            !unit.access(table).may(Permission::create))
            throw base::Error(base::Status::forbidden, "You are not allowed to see these records");
        const auto& words = unit.words();
        json.begin_object().member("table", table.name).member("label", words.label(table));
        json.member("plural", words.plural(table)).member("display", table.display_field().name);
        json.key("fields").begin_array();
        for (const auto* field : readable_fields(unit, table))
            write_schema_field(json, words, *field);
        json.end_array();
        write_dynamic(json, unit);
        json.end_object();
    });
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
