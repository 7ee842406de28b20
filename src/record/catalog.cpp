#include "record/catalog.h"

#include <algorithm>

namespace stead::record {

namespace {

constexpr std::string_view metadata_root = "sys_metadata";
constexpr std::string_view class_column = "sys_class_name";

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string> columns_of(db::Connection& connection, std::string_view table) {
    const auto& dialect = connection.dialect();
    const std::string sql =
        dialect.name() == "sqlite"
            ? "SELECT name FROM pragma_table_info(" + dialect.placeholder(1) + ")"
            : "SELECT column_name FROM information_schema.columns WHERE table_schema = "
              "current_schema() AND table_name = " +
                  dialect.placeholder(1);
    auto& statement = connection.prepare(sql);
    statement.bind(1, table);
    std::vector<std::string> columns;
    while (statement.step()) columns.emplace_back(statement.text(0));
    return columns;
}

Catalog::Catalog(db::Connection& connection)
    : connection_(connection), shared_(columns_of(connection, metadata_root)) {}

// A field may have got a column of its own because a sibling took its name with another type. A row
// has a value in the column of its class only, so the first that is not empty is the right one.
std::string Catalog::expression(const std::string& name,
                                const std::vector<std::string>& columns) const {
    std::vector<std::string> found;
    for (const auto* suffix : {"", "__text", "__exact", "__integer", "__real"})
        if (contains(columns, name + suffix))
            found.push_back(connection_.dialect().quote(name + suffix));
    if (found.empty()) return "NULL";
    if (found.size() == 1) return found.front();
    std::string text;
    for (const auto& column : found)
        text += (text.empty() ? "COALESCE(CAST(" : ", CAST(") + column + " AS TEXT)";
    return text + ")";
}

void Catalog::each(std::string_view metadata_table, const std::vector<std::string>& names,
                   const std::function<void(const Row&)>& visit) {
    const auto& dialect = connection_.dialect();
    const auto own = columns_of(connection_, metadata_table);
    const bool is_own = !own.empty();
    const auto& columns = is_own ? own : shared_;
    if (columns.empty()) return;
    std::string sql;
    for (const auto& name : names)
        sql += (sql.empty() ? "SELECT " : ", ") + expression(name, columns);
    sql += " FROM " + dialect.quote(is_own ? metadata_table : metadata_root);
    if (!is_own) sql += " WHERE " + dialect.quote(class_column) + " = " + dialect.placeholder(1);
    auto& statement = connection_.prepare(sql + " ORDER BY row_id");
    if (!is_own) statement.bind(1, metadata_table);
    Row row(names.size());
    while (statement.step()) {
        for (std::size_t i = 0; i < names.size(); ++i) row[i] = statement.text(static_cast<int>(i));
        visit(row);
    }
}

}  // namespace stead::record
