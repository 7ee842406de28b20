#include "rest/openapi_schemas.h"

#include <algorithm>

#include "record/access.h"

namespace stead::rest {

namespace {

using base::JsonWriter;
using record::Permission;

// Choices as titles of the values that they stand for; a list that may be left is a suggestion.
void write_choices(JsonWriter& json, const model::Field& field) {
    json.key("anyOf").begin_array();
    for (const auto& choice : field.choices)
        json.begin_object()
            .member("const", choice.value)
            .member("title", choice.label)
            .end_object();
    if (!field.find_choice("")) json.begin_object().member("const", "").end_object();
    if (field.choice != 1 && field.choice != 3)
        json.begin_object().member("type", "string").end_object();
    json.end_array();
}

void write_field(JsonWriter& json, const model::Field& field) {
    json.key(field.name).begin_object().member("type", "string").member("title", field.label);
    if (!field.hint.empty()) json.member("description", field.hint);
    if (field.kind() == model::Kind::text && field.max_length > 0)
        json.member("maxLength", field.max_length);
    if (field.kind() == model::Kind::boolean)
        json.key("enum").begin_array().text("true").text("false").end_array();
    if (!field.choices.empty()) write_choices(json, field);
    if (field.read_only) json.member("readOnly", true);
    json.member("x-type", field.type->name);
    if (!field.reference.empty()) json.member("x-reference", field.reference);
    json.end_object();
}

void write_table(JsonWriter& json, const model::Table& table, const record::Access& access) {
    json.key(table.name).begin_object().member("type", "object").member("title", table.label);
    if (table.parent) json.member("x-extends", table.parent->name);
    json.key("properties").begin_object();
    std::vector<std::string> mandatory;
    for (const auto& field : table.fields()) {
        if (!field.active || !access.may(Permission::read, field)) continue;
        write_field(json, field);
        if (field.mandatory) mandatory.push_back(field.name);
    }
    json.end_object();
    if (!mandatory.empty()) {
        json.key("required").begin_array();
        for (const auto& name : mandatory) json.text(name);
        json.end_array();
    }
    json.end_object();
}

}  // namespace

void write_table_schemas(JsonWriter& json, record::Unit& unit,
                         const std::vector<std::string>& tables) {
    for (const auto& table : unit.dictionary().tables()) {
        const bool wanted =
            tables.empty() || std::find(tables.begin(), tables.end(), table->name) != tables.end();
        if (!wanted || !table->rest_access) continue;
        const auto& access = unit.access(*table);
        if (access.may(Permission::read)) write_table(json, *table, access);
    }
}

}  // namespace stead::rest
