#include "record/metadata_rows.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "record/catalog.h"

namespace stead::record {

namespace {

// In the dictionary already, and many.
constexpr std::array in_dictionary = {"sys_db_object", "sys_dictionary", "sys_dictionary_override",
                                      "sys_number"};
// No metadata by inheritance, but part of how access is compiled.
constexpr std::array also = {"sys_security_acl_role", "sys_properties"};
// Columns of every row that no rule or layout looks at.
constexpr std::array never_asked = {"sys_created_on", "sys_created_by", "sys_updated_by",
                                    "sys_mod_count", "sys_domain_path"};
// Only their translations are worth keeping.
constexpr std::array translated = {"sys_documentation", "sys_choice"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_wanted(const model::Table& table) {
    return is_metadata(table) && !contains(in_dictionary, table.name);
}

// Columns that the schema does not have yet are empty in every row.
std::vector<const model::Field*> stored_fields(const model::Table& table,
                                               const std::vector<std::string>& existing) {
    std::vector<const model::Field*> fields;
    for (const auto& field : table.fields())
        if (field.kind() != model::Kind::password && contains(existing, field.column) &&
            !contains(never_asked, field.name))
            fields.push_back(&field);
    return fields;
}

std::string select_of(const model::Table& table, const std::vector<const model::Field*>& fields,
                      const db::Dialect& dialect) {
    std::string sql;
    for (const auto* field : fields)
        sql += (sql.empty() ? "SELECT " : ", ") + dialect.quote(field->column);
    sql += " FROM " + dialect.quote(table.storage());
    if (table.has_class_name()) sql += " WHERE \"sys_class_name\" = " + dialect.placeholder(1);
    if (contains(translated, table.name) && table.find("language"))
        sql += std::string(table.has_class_name() ? " AND" : " WHERE") + " \"language\" <> 'en'";
    return sql + " ORDER BY row_id";
}

std::vector<MetadataRow> read_class(db::Connection& connection, const model::Table& table,
                                    const std::vector<std::string>& existing) {
    const auto fields = stored_fields(table, existing);
    auto& statement = connection.prepare(select_of(table, fields, connection.dialect()));
    if (table.has_class_name()) statement.bind(1, std::string_view(table.name));
    std::vector<MetadataRow> rows;
    while (statement.step()) {
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto value = statement.text(static_cast<int>(i));
            if (!value.empty()) row.emplace(fields[i]->name, value);
        }
    }
    return rows;
}

}  // namespace

bool makes_dictionary(const model::Table& table) {
    const auto is_a = [&](const char* name) { return table.is_a(name); };
    return std::any_of(in_dictionary.begin(), in_dictionary.end(), is_a) ||
           std::any_of(translated.begin(), translated.end(), is_a);
}

bool is_metadata(const model::Table& table) {
    return table.is_metadata() || contains(also, table.name);
}

MetadataRow::const_iterator MetadataRow::find(std::string_view name) const {
    return std::find_if(entries_.begin(), entries_.end(),
                        [&](const Entry& entry) { return entry.first == name; });
}

const std::string& MetadataRow::at(std::string_view name) const {
    static const std::string nothing;
    const auto found = find(name);
    return found == end() ? nothing : found->second;
}

const std::string& column(const MetadataRow& row, std::string_view name) {
    return row.at(name);
}

base::TextMap<std::vector<MetadataRow>> read_metadata_rows(db::Connection& connection,
                                                           const model::Dictionary& dictionary,
                                                           const std::set<std::string>* classes) {
    base::TextMap<std::vector<std::string>> columns;
    base::TextMap<std::vector<MetadataRow>> rows;
    for (const auto& table : dictionary.tables()) {
        if (!is_wanted(*table) || (classes && !classes->contains(table->name))) continue;
        const auto [existing, is_new] =
            columns.emplace(table->storage(), std::vector<std::string>());
        if (is_new) existing->second = columns_of(connection, table->storage());
        if (existing->second.empty()) continue;
        if (auto found = read_class(connection, *table, existing->second); !found.empty())
            rows.emplace(table->name, std::move(found));
    }
    return rows;
}

void sort_metadata_rows(std::vector<MetadataRow>& rows) {
    std::vector<std::pair<std::tuple<double, std::string>, std::size_t>> order;
    for (std::size_t i = 0; i < rows.size(); ++i)
        order.push_back(
            {{base::to_number(column(rows[i], "order")).value_or(0), column(rows[i], "name")}, i});
    std::sort(order.begin(), order.end());
    std::vector<MetadataRow> sorted;
    sorted.reserve(rows.size());
    for (const auto& [key, index] : order) sorted.push_back(std::move(rows[index]));
    rows = std::move(sorted);
}

}  // namespace stead::record
