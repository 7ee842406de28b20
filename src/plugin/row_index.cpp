#include "plugin/row_index.h"

#include "base/ids.h"

namespace stead::plugin {

namespace {

// What the row is known by when it has no _key.
std::string identity(const RowDefinition& row, const model::Table& table) {
    if (!row.key.empty()) return row.key;
    std::string known_by;
    for (const auto name :
         {std::string_view(table.display_field().name), std::string_view("collection"),
          std::string_view("table"), std::string_view("ui_policy")})
        if (const auto* value = row.find(name); value && value->is_scalar())
            known_by += value->text + '\n';
    if (row.find(table.display_field().name)) return known_by;
    std::string all;
    for (const auto& [name, value] : row.values) all += name + "=" + value.text + "\n";
    return all;
}

}  // namespace

void RowIndex::add(Definition& definition, Problems& problems) {
    for (auto& row : definition.rows) add(row, definition.manifest.id, problems);
    for (auto& row : definition.demo) add(row, definition.manifest.id, problems);
}

void RowIndex::add(RowDefinition& row, const std::string& plugin, Problems& problems) {
    const auto* table = dictionary_.find(row.table);
    if (!table) {
        problems.push_back({row.file, row.line, "unknown table \"" + row.table + "\""});
        return;
    }
    if (row.sys_id.empty())
        row.sys_id = base::derived_sys_id({plugin, row.table, identity(row, *table)});
    if (const auto [at, fresh] = by_sys_id_.emplace(row.sys_id, &row); !fresh) {
        problems.push_back({row.file, row.line,
                            "the same " + row.table + " stands at " + at->second->file + ":" +
                                std::to_string(at->second->line) + "; give one of them a _key"});
        return;
    }
    if (!row.key.empty()) by_key_[row.key].push_back({table, row.sys_id, plugin});
    for (const std::string_view name :
         {std::string_view(table->display_field().name), std::string_view("name"),
          std::string_view("user_name"), std::string_view("number")})
        if (const auto* value = row.find(name); value && value->is_scalar() && !value->text.empty())
            by_name_[value->text].push_back({table, row.sys_id, plugin});
}

std::string RowIndex::find(const Entries& entries, const model::Table& table, std::string_view text,
                           std::string_view plugin) {
    const auto found = entries.find(text);
    if (found == entries.end()) return {};
    std::string other;
    for (const auto& entry : found->second) {
        if (!entry.table->is_a(table.name)) continue;
        if (entry.plugin == plugin) return entry.sys_id;
        if (other.empty()) other = entry.sys_id;
    }
    return other;
}

std::string RowIndex::by_key(const model::Table& table, std::string_view key,
                             std::string_view plugin) const {
    return find(by_key_, table, key, plugin);
}

std::string RowIndex::by_name(const model::Table& table, std::string_view name) const {
    return find(by_name_, table, name, {});
}

}  // namespace stead::plugin
