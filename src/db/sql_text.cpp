#include "db/sql_text.h"

#include <algorithm>

namespace stead::db {

namespace {

std::string create_table(const Dialect& dialect, const Schema& wanted, std::string_view key) {
    std::string sql = "CREATE TABLE " + dialect.quote(wanted.table) + " (" + std::string(key);
    for (const auto& column : wanted.columns) sql += ", " + dialect.column_definition(column);
    return sql + ")";
}

std::string create_index(const Dialect& dialect, const std::string& table, const Index& index) {
    std::string sql = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    sql += dialect.quote(index.name) + " ON " + dialect.quote(table) + " (";
    for (const auto& column : index.columns) {
        if (&column != index.columns.data()) sql += ", ";
        sql += dialect.quote(column);
    }
    sql += ")";
    return index.condition.empty() ? sql : sql + " WHERE " + index.condition;
}

void add_columns(const Dialect& dialect, const Schema& wanted, const Schema& present,
                 std::vector<std::string>& statements) {
    for (const auto& column : wanted.columns) {
        const bool there = std::any_of(present.columns.begin(), present.columns.end(),
                                       [&](const Column& c) { return c.name == column.name; });
        if (!there)
            statements.push_back("ALTER TABLE " + dialect.quote(wanted.table) + " ADD COLUMN " +
                                 dialect.column_definition(column));
    }
}

void bring_indexes(const Dialect& dialect, const Schema& wanted, const Schema& present,
                   std::vector<std::string>& statements) {
    for (const auto& index : wanted.indexes) {
        const auto found = std::find_if(present.indexes.begin(), present.indexes.end(),
                                        [&](const Index& i) { return i.name == index.name; });
        if (found != present.indexes.end()) {
            if (found->columns == index.columns && found->unique == index.unique &&
                found->condition == index.condition)
                continue;
            statements.push_back("DROP INDEX " + dialect.quote(index.name));
        }
        statements.push_back(create_index(dialect, wanted.table, index));
    }
}

// An index that no definition asks for any more only slows writes down.
void drop_indexes(const Dialect& dialect, const Schema& wanted, const Schema& present,
                  std::vector<std::string>& statements) {
    for (const auto& index : present.indexes) {
        const bool ours = !index.unique && index.name.starts_with("ix_" + wanted.table + "_");
        const bool kept = std::any_of(wanted.indexes.begin(), wanted.indexes.end(),
                                      [&](const Index& i) { return i.name == index.name; });
        if (ours && !kept) statements.push_back("DROP INDEX " + dialect.quote(index.name));
    }
}

}  // namespace

std::string quoted(std::string_view identifier) {
    std::string text = "\"";
    for (const char c : identifier) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + '"';
}

std::string escaped_pattern(std::string_view text, bool open_start, bool open_end) {
    std::string pattern = open_start ? "%" : "";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    if (open_end) pattern += '%';
    return pattern;
}

std::vector<std::string> migration(const Dialect& dialect, const Schema& wanted,
                                   const Schema& present, std::string_view key_definition) {
    std::vector<std::string> statements;
    if (present.columns.empty())
        statements.push_back(create_table(dialect, wanted, key_definition));
    else
        add_columns(dialect, wanted, present, statements);
    bring_indexes(dialect, wanted, present, statements);
    drop_indexes(dialect, wanted, present, statements);
    return statements;
}

}  // namespace stead::db
