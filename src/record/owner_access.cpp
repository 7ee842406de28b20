#include "record/owner_access.h"

#include "base/text.h"
#include "record/access.h"
#include "record/class_sql.h"
#include "record/read_state.h"
#include "record/unit.h"
#include "record/visibility.h"

namespace stead::record {

namespace {

constexpr std::string_view image_prefix =
    "ZZ_YY";  // the table of pictures in fields: ZZ_YYsys_user

std::string attribute(const model::Table& table, std::string_view name) {
    for (const auto part : base::split(table.attributes, ',')) {
        const auto equals = part.find('=');
        if (base::trim(part.substr(0, equals)) != name) continue;
        return std::string(equals == std::string_view::npos ? "true"
                                                            : base::trim(part.substr(equals + 1)));
    }
    return {};
}

bool ask(const OwnerColumns& columns, Permission permission, Unit& unit, const Record& row) {
    std::string_view name = row.get(columns.table);
    if (name.starts_with(image_prefix)) name.remove_prefix(image_prefix.size());
    const auto* table = unit.dictionary().find(name);
    const auto owner = table ? load(unit, *table, row.get(columns.id)) : std::nullopt;
    if (!owner || !is_visible(unit, *owner)) return false;
    const auto& access = unit.access(owner->table());
    if (permission != Permission::read) return access.may(Permission::write, unit, *owner);
    if (columns.field.empty()) return true;
    const auto* field = owner->table().find(row.get(columns.field));
    return field && access.may(Permission::read, *field, unit, *owner);
}

}  // namespace

std::shared_ptr<const OwnerColumns> owner_columns(const model::Table& table) {
    const auto* id = table.find(attribute(table, "record_owner"));
    if (!id || id->dependent.empty()) return nullptr;
    auto columns = std::make_shared<OwnerColumns>();
    columns->id = id->name;
    columns->table = id->dependent;
    columns->field = attribute(table, "record_owner_field");
    columns->roles = base::replace_all(attribute(table, "record_owner_roles"), ";", ",");
    columns->writes = base::is_true(attribute(table, "record_owner_writes"));
    return columns;
}

bool owner_allows(const OwnerColumns& columns, Permission permission, Unit& unit,
                  const Record& row) {
    std::string key = std::to_string(static_cast<int>(permission)) + ' ' + row.get(columns.table) +
                      ' ' + row.get(columns.id) + ' ' + row.get(columns.field);
    auto& known = reading_of(unit).owners;
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const bool answer = ask(columns, permission, unit, row);
    return reading_of(unit).owners[std::move(key)] = answer;
}

}  // namespace stead::record
