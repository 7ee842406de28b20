#include "model/field_builder.h"

#include <algorithm>

#include "base/error.h"

namespace stead::model {

namespace {

struct SystemField {
    std::string_view name, type, label;
    std::string_view default_value = {};
    std::string_view reference = {};
};

constexpr SystemField common[] = {
    {"sys_id", "GUID", "Sys ID"},
    {"sys_created_on", "glide_date_time", "Created"},
    {"sys_created_by", "string", "Created by"},
    {"sys_updated_on", "glide_date_time", "Updated"},
    {"sys_updated_by", "string", "Updated by"},
    {"sys_mod_count", "integer", "Updates"},
    {"sys_domain", "domain_id", "Domain", "global", "sys_user_group"},
    {"sys_domain_path", "domain_path", "Domain Path", "/"},
    {"sys_tags", "related_tags", "Tags"},
};
constexpr SystemField class_name = {"sys_class_name", "sys_class_name", "Class"};

Field make_system_field(const SystemField& system, const std::string& table) {
    FieldRow row{.table = table,
                 .element = std::string(system.name),
                 .internal_type = std::string(system.type),
                 .label = std::string(system.label),
                 .reference = std::string(system.reference),
                 .default_value = std::string(system.default_value)};
    row.read_only = true;
    row.audit = false;
    return make_field(row);
}

Cascade cascade_of(std::string_view rule) {
    if (rule == "none") return Cascade::none;
    if (rule == "restrict") return Cascade::restrict;
    if (rule == "delete" || rule == "cascade" || rule == "delete_no_workflow")
        return Cascade::remove;
    return Cascade::clear;
}

void check(bool condition, const std::string& reason) {
    if (!condition) throw base::Error(base::Status::unprocessable, reason);
}

}  // namespace

std::vector<Field> system_fields(const std::string& table, bool has_class_name) {
    std::vector<Field> fields;
    for (const auto& system : common) fields.push_back(make_system_field(system, table));
    if (has_class_name) fields.push_back(make_system_field(class_name, table));
    return fields;
}

bool is_system_field(std::string_view name) {
    return name == class_name.name ||
           std::any_of(std::begin(common), std::end(common),
                       [&](const SystemField& system) { return system.name == name; });
}

bool is_identifier(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && name.size() <= 80 && (name[0] < '0' || name[0] > '9') &&
           std::all_of(name.begin(), name.end(), fits);
}

std::string label_from_name(std::string_view name) {
    if (name.starts_with("u_")) name.remove_prefix(2);
    std::string label(name);
    std::replace(label.begin(), label.end(), '_', ' ');
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] -= 'a' - 'A';
    return label;
}

Field make_field(const FieldRow& row) {
    const auto* type = find_field_type(row.internal_type);
    check(is_identifier(row.element), "a field's name is lowercase letters, digits and _");
    check(row.element.find("__") == std::string::npos, "a field's name has no double underscore");
    check(type != nullptr, "unknown field type \"" + row.internal_type + "\"");
    check(type->kind != Kind::reference || !row.reference.empty(),
          "a reference needs the table that it refers to");
    Field field;
    field.name = row.element;
    field.type = type;
    field.label = row.label.empty() ? label_from_name(row.element) : row.label;
    field.hint = row.hint;
    field.declared_by = row.table;
    field.max_length = row.max_length > 0 ? row.max_length : type->default_length;
    field.reference = row.reference;
    field.reference_qual = row.reference_qual;
    field.dependent = row.dependent;
    field.default_value = row.default_value;
    field.calculation = row.calculation;
    field.attributes = row.attributes;
    field.choice = row.choice;
    field.cascade = cascade_of(row.cascade);
    field.mandatory = row.mandatory;
    field.read_only = row.read_only;
    field.read_only_option = row.read_only_option;
    field.display = row.display;
    field.unique = row.unique;
    field.active = row.active;
    field.audit = row.audit;
    field.text_index = row.text_index;
    return field;
}

namespace {

template <class T>
void take(const std::optional<T>& value, T& into) {
    if (value) into = *value;
}

}  // namespace

void apply(const OverrideRow& row, Field& field) {
    take(row.label, field.label);
    take(row.reference_qual, field.reference_qual);
    take(row.dependent, field.dependent);
    take(row.default_value, field.default_value);
    take(row.calculation, field.calculation);
    take(row.attributes, field.attributes);
    take(row.mandatory, field.mandatory);
    take(row.read_only, field.read_only);
    take(row.display, field.display);
}

}  // namespace stead::model
