#include "record/lookup.h"

#include "model/normalize.h"
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

// The first row of this table or a descendant with exactly these stored values.
std::string first_of(Unit& unit, const model::Table& table, const std::vector<FieldValue>& values) {
    const auto& dialect = unit.connection().dialect();
    std::string sql = "SELECT \"sys_id\"";
    if (table.has_class_name()) sql += ", \"sys_class_name\"";
    sql += " FROM " + dialect.quote(table.storage());
    std::vector<db::Param> params;
    std::string_view joint = " WHERE ";
    for (const auto& [field, value] : values) {
        sql.append(joint).append(dialect.quote(field->column));
        joint = " AND ";
        if (value.empty()) {
            sql += " IS NULL";
        } else {
            params.emplace_back(value);
            sql += " = " + dialect.placeholder(static_cast<int>(params.size()));
        }
    }
    auto& statement = unit.connection().prepare(sql).bind_all(params);
    std::string found;
    while (found.empty() && statement.step()) {
        const auto* real =
            table.has_class_name() ? unit.dictionary().find(statement.text(1)) : &table;
        if (real && real->is_a(table.name)) found = statement.text(0);
    }
    statement.reset();
    return found;
}

}  // namespace

std::string find_sys_id(Unit& unit, const model::Table& table, std::string_view field,
                        std::string_view value) {
    const auto* column = table.find(field);
    if (value.empty() || !column || column->column.empty()) return {};
    return first_of(unit, table, {{column, std::string(value)}});
}

std::string find_sys_id(Unit& unit, const model::Table& table,
                        const std::vector<FieldValue>& values) {
    std::vector<FieldValue> stored;
    for (const auto& [field, value] : values) {
        if (field->column.empty()) return {};
        stored.push_back({field, model::normalize(*field, value).value});
    }
    return first_of(unit, table, stored);
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
