#include "rest/ui/columns.h"

#include <algorithm>

#include "record/access.h"
#include "record/words.h"
#include "rest/ui/field_json.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Field;
using model::Kind;
using record::Permission;
using record::Unit;

// A column that leads to the record: its display field, or else the first one.
std::size_t link_column(const model::Table& table, const Columns& columns) {
    for (std::size_t i = 0; i < columns.shown.size(); ++i)
        if (columns.shown[i].name == table.display_field().name) return i;
    for (std::size_t i = 0; i < columns.shown.size(); ++i)
        if (columns.shown[i].name == "number") return i;
    return 0;
}

int width_of(const Column& column) {
    if (column.width > 0) return column.width;
    switch (column.field->kind()) {
        case Kind::boolean:
            return 80;
        case Kind::integer:
        case Kind::decimal:
            return column.field->choices.empty() ? 90 : 120;
        case Kind::date_time:
        case Kind::date:
            return 120;
        case Kind::reference:
            return 150;
        default:
            return column.field->max_length <= 40 ? 120 : 0;
    }
}

bool has_tones(const Field& field) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [](const auto& choice) { return !choice.tone.empty(); });
}

std::string_view look_of(const Unit& unit, const Column& column) {
    const auto& field = *column.field;
    if (field.name == "priority" && !field.choices.empty()) return "priority";
    if (has_tones(field)) return "state";
    const auto* target =
        field.kind() == Kind::reference ? unit.dictionary().find(field.reference) : nullptr;
    return target && target->is_a("sys_user") ? "person" : "plain";
}

bool is_editable(Unit& unit, const model::Table& table, const Column& column) {
    const auto& field = *column.field;
    return column.name == field.name && !field.column.empty() && !field.read_only &&
           field.calculation.empty() && !field.name.starts_with("sys_") &&
           field.kind() != Kind::password && unit.access(table).may(Permission::write, field);
}

bool is_number(const Field& field) {
    return field.choices.empty() &&
           (field.kind() == Kind::integer || field.kind() == Kind::decimal);
}

void write_column(JsonWriter& json, Unit& unit, const model::Table& table, const Column& column,
                  bool link) {
    const int width = width_of(column);
    json.begin_object()
        .member("name", column.name)
        .member("label", unit.words().label(*column.field));
    json.member("type", column.field->type->name);
    if (!column.field->reference.empty()) json.member("reference", column.field->reference);
    if (width > 0)
        json.member("width", width);
    else
        json.member("weight", 2).member("min", 140);
    if (link) json.member("link", true);
    if (!column.field->column.empty()) json.member("sortable", true);
    if (is_editable(unit, table, column)) json.member("editable", true);
    if (is_number(*column.field)) json.member("align", "end");
    json.member("look", look_of(unit, column)).end_object();
}

void add(Columns& columns, Unit& unit, const model::Table& table, const std::string& name,
         int width) {
    const auto path = model::find_path(unit.dictionary(), table, name);
    if (!path) return;
    if (path->last().kind() == Kind::password || !may_read(unit, *path)) {
        ++columns.hidden;
        return;
    }
    columns.shown.push_back({name, &path->last(), path->tables.back(), width});
}

}  // namespace

bool may_read(Unit& unit, const model::Path& path) {
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const auto& access = unit.access(*path.tables[i]);
        if (!access.may(Permission::read) || !access.may(Permission::read, *path.steps[i]))
            return false;
    }
    return true;
}

Columns columns_of(Unit& unit, const model::Table& table, std::string_view names,
                   const ListLayout& layout) {
    Columns columns;
    if (names.empty())
        for (const auto& element : layout.elements)
            add(columns, unit, table, element.field, element.width);
    else
        for (const auto& name : base::split_names(names)) add(columns, unit, table, name, 0);
    if (columns.shown.empty()) add(columns, unit, table, table.display_field().name, 0);
    return columns;
}

void write_columns(JsonWriter& json, Unit& unit, const model::Table& table,
                   const Columns& columns) {
    const auto link = link_column(table, columns);
    json.begin_array();
    for (std::size_t i = 0; i < columns.shown.size(); ++i)
        write_column(json, unit, table, columns.shown[i], i == link);
    json.end_array();
}

void write_column_choices(JsonWriter& json, const Unit& unit, const Columns& columns) {
    json.begin_object();
    for (const auto& column : columns.shown) {
        if (column.field->choices.empty()) continue;
        json.key(column.name);
        write_choices(json, unit.words(), *column.field);
    }
    json.end_object();
}

}  // namespace stead::rest::ui
