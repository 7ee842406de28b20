#include "record/lookup.h"

#include "record/unit.h"

namespace stead::record {

namespace {

std::string select_one(Unit& unit, const std::string& sql, std::string_view value) {
    auto& statement = unit.connection().prepare(sql);
    statement.bind(1, value);
    if (!statement.step()) return {};
    std::string found(statement.text(0));
    statement.reset();
    return found;
}

}  // namespace

std::string find_sys_id(Unit& unit, const model::Table& table, std::string_view field,
                        std::string_view value) {
    const auto* column = table.find(field);
    if (value.empty() || !column || column->column.empty()) return {};
    const auto& dialect = unit.connection().dialect();
    const auto& connection = unit.connection();
    auto& statement = unit.connection().prepare(
        "SELECT \"sys_id\"" + std::string(table.has_class_name() ? ", \"sys_class_name\"" : "") +
        " FROM " + dialect.quote(table.storage()) + " WHERE " + dialect.quote(column->column) +
        " = " + connection.dialect().placeholder(1));
    statement.bind(1, value);
    std::string found;
    while (found.empty() && statement.step()) {
        const auto* real =
            table.has_class_name() ? unit.dictionary().find(statement.text(1)) : &table;
        if (real && real->is_a(table.name)) found = statement.text(0);
    }
    statement.reset();
    return found;
}

std::string stored_value(Unit& unit, const model::Table& table, const model::Field& field,
                         std::string_view sys_id) {
    if (sys_id.empty() || field.column.empty() || field.kind() == model::Kind::password) return {};
    const auto& dialect = unit.connection().dialect();
    return select_one(unit,
                      "SELECT " + dialect.quote(field.column) + " FROM " +
                          dialect.quote(table.storage()) +
                          " WHERE \"sys_id\" = " + dialect.placeholder(1),
                      sys_id);
}

std::string stored_value_at(Unit& unit, const model::Path& path, std::size_t step,
                            std::string sys_id) {
    for (; step < path.steps.size() && !sys_id.empty(); ++step)
        sys_id = stored_value(unit, *path.tables[step], *path.steps[step], sys_id);
    return sys_id;
}

}  // namespace stead::record
