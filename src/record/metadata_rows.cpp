#include "record/metadata_rows.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "record/catalog.h"

namespace stead::record {

namespace {

// In the dictionary already, and many.
constexpr std::array in_dictionary = {"sys_db_object", "sys_dictionary", "sys_dictionary_override",
                                      "sys_number"};
// No metadata by inheritance, but part of how access is compiled.
constexpr std::array also = {"sys_security_acl_role", "sys_properties"};
// Only their translations are worth keeping.
constexpr std::array translated = {"sys_documentation", "sys_choice"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_wanted(const model::Table& table) {
    return is_metadata(table) && !contains(in_dictionary, table.name);
}

// All columns of one SQL table that hold metadata, and where each class finds its fields.
struct Scan {
    struct Source {
        const model::Field* field;
        int position;  // in the select
    };
    std::vector<std::string> columns;
    base::TextMap<int> positions;
    base::TextMap<std::vector<Source>> classes;

    int position_of(const std::string& column) {
        const auto [found, added] = positions.emplace(column, static_cast<int>(columns.size()));
        if (added) columns.push_back(column);
        return found->second;
    }
};

// Columns that the schema does not have yet are empty in every row.
void add_class(Scan& scan, const model::Table& table, const std::vector<std::string>& existing) {
    auto& sources = scan.classes[table.name];
    for (const auto& field : table.fields())
        if (field.kind() != model::Kind::password && contains(existing, field.column))
            sources.push_back({&field, scan.position_of(field.column)});
}

std::string select_of(const Scan& scan, const std::string& storage, const db::Dialect& dialect) {
    std::string sql;
    for (const auto& column : scan.columns)
        sql += (sql.empty() ? "SELECT " : ", ") + dialect.quote(column);
    return sql + " FROM " + dialect.quote(storage) + " ORDER BY row_id";
}

bool is_kept(const std::string& table, const MetadataRow& row) {
    if (!contains(translated, table)) return true;
    const auto& language = column(row, "language");
    return !language.empty() && language != "en";
}

MetadataRow read_row(const db::Statement& statement, const std::vector<Scan::Source>& sources) {
    MetadataRow row;
    for (const auto& source : sources) {
        const auto value = statement.text(source.position);
        if (!value.empty()) row.emplace(source.field->name, value);
    }
    return row;
}

void run(db::Connection& connection, const model::Table& root, Scan& scan,
         base::TextMap<std::vector<MetadataRow>>& into) {
    const bool has_class = root.has_class_name();
    const int class_position = has_class ? scan.position_of("sys_class_name") : -1;
    auto& statement = connection.prepare(select_of(scan, root.storage(), connection.dialect()));
    while (statement.step()) {
        const auto found =
            scan.classes.find(has_class ? statement.text(class_position) : root.name);
        if (found == scan.classes.end()) continue;
        auto row = read_row(statement, found->second);
        if (is_kept(found->first, row)) into[found->first].push_back(std::move(row));
    }
}

}  // namespace

bool is_metadata(const model::Table& table) {
    return table.is_metadata() || contains(also, table.name);
}

const std::string& column(const MetadataRow& row, std::string_view name) {
    static const std::string nothing;
    const auto found = row.find(name);
    return found == row.end() ? nothing : found->second;
}

base::TextMap<std::vector<MetadataRow>> read_metadata_rows(db::Connection& connection,
                                                           const model::Dictionary& dictionary) {
    std::map<const model::Table*, std::vector<const model::Table*>> by_root;
    for (const auto& table : dictionary.tables())
        if (is_wanted(*table)) by_root[table->root].push_back(table.get());
    base::TextMap<std::vector<MetadataRow>> rows;
    for (const auto& [root, tables] : by_root) {
        const auto existing = columns_of(connection, root->storage());
        if (existing.empty()) continue;
        Scan scan;
        for (const auto* table : tables) add_class(scan, *table, existing);
        run(connection, *root, scan, rows);
    }
    return rows;
}

void sort_metadata_rows(std::vector<MetadataRow>& rows) {
    const auto key = [](const MetadataRow& row) {
        return std::make_tuple(base::to_number(column(row, "order")).value_or(0),
                               std::string_view(column(row, "name")));
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace stead::record
