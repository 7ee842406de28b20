#include "record/snapshot_builder.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/log.h"
#include "model/dictionary_builder.h"
#include "record/catalog.h"
#include "record/compiled_snapshot.h"
#include "record/dictionary_rows.h"
#include "record/metadata_rows.h"

namespace stead::record {

namespace {

using Rows = base::TextMap<std::vector<MetadataRow>>;

constexpr std::string_view no_such_role = "?";  // nobody has it

bool is_active(const MetadataRow& row, const model::Table& table) {
    return !table.find("active") || base::is_true(column(row, "active"));
}

bool is_kept(const std::string& table) {
    return table != "sys_metadata" && !table.starts_with("sys_security_acl");
}

// Each table has the rows of its descendants, too, but for the root of all metadata.
void add_rows(CompiledSnapshot& snapshot, Rows rows) {
    Rows kept;
    for (auto& [name, all] : rows) {
        const auto& table = snapshot.dictionary().get(name);
        std::erase_if(all, [&](const MetadataRow& row) { return !is_active(row, table); });
        for (const auto* at = table.parent; at; at = at->parent)
            if (is_kept(at->name))
                kept[at->name].insert(kept[at->name].end(), all.begin(), all.end());
        if (!is_kept(name)) continue;
        std::move(all.begin(), all.end(), std::back_inserter(kept[name]));
    }
    for (auto& [name, list] : kept) {
        sort_metadata_rows(list);
        snapshot.tables[name] = std::make_shared<const std::vector<MetadataRow>>(std::move(list));
    }
}

const std::vector<MetadataRow>& rows_of(const Rows& rows, std::string_view table) {
    static const std::vector<MetadataRow> none;
    const auto found = rows.find(table);
    return found == rows.end() ? none : found->second;
}

void add_properties(CompiledSnapshot& snapshot, const Rows& rows) {
    auto properties = std::make_shared<base::TextMap<std::string>>();
    for (const auto& row : rows_of(rows, "sys_properties"))
        (*properties)[column(row, "name")] = column(row, "value");
    snapshot.properties = std::move(properties);
}

base::TextMap<std::string> add_roles(CompiledSnapshot& snapshot, const Rows& rows) {
    base::TextMap<std::string> names;
    auto roles = std::make_shared<base::TextMap<bool>>();
    for (const auto& row : rows_of(rows, "sys_user_role")) {
        names[column(row, "sys_id")] = column(row, "name");
        (*roles)[column(row, "name")] = true;
    }
    snapshot.roles = std::move(roles);
    return names;
}

AclRule rule_of(const MetadataRow& row) {
    AclRule rule;
    rule.sys_id = column(row, "sys_id");
    rule.name = column(row, "name");
    rule.operation = column(row, "operation");
    rule.condition = column(row, "condition");
    rule.applies_to = column(row, "applies_to");
    rule.script = std::string(base::trim(column(row, "script")));
    rule.deny_unless = column(row, "decision_type").starts_with("deny");
    const auto& overrides = column(row, "admin_overrides");
    rule.admin_overrides = overrides.empty() || base::is_true(overrides);
    return rule;
}

void add_rules(CompiledSnapshot& snapshot, const Rows& rows,
               const base::TextMap<std::string>& role_names) {
    base::TextMap<std::vector<std::string>> roles;
    for (const auto& row : rows_of(rows, "sys_security_acl_role")) {
        const auto name = role_names.find(column(row, "sys_user_role"));
        roles[column(row, "sys_security_acl")].push_back(
            name == role_names.end() ? std::string(no_such_role) : name->second);
    }
    auto rules = std::make_shared<CompiledSnapshot::Rules>();
    for (const auto& row : rows_of(rows, "sys_security_acl")) {
        if (!base::is_true(column(row, "active"))) continue;
        auto rule = rule_of(row);
        if (const auto found = roles.find(rule.sys_id); found != roles.end())
            rule.roles = found->second;
        const auto& type = column(row, "type");
        const bool guards_rows = type.empty() || type == "record";
        auto key = rule.operation + ' ' + (guards_rows ? rule.name : type + ':' + rule.name);
        (*rules)[std::move(key)].push_back(std::move(rule));
    }
    snapshot.rules = std::move(rules);
}

// Tables that access is compiled from.
constexpr std::array access_tables = {"sys_security_acl", "sys_security_acl_role", "sys_user_role"};

bool is_any_of(const model::Table& table, const auto& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const char* name) { return table.is_a(name); });
}

// A row of a class counts among the rows of the classes above, which are read whole.
void add_family(std::set<std::string>& classes, const model::Table& table) {
    const auto* top = &table;
    while (top->parent && is_kept(top->parent->name)) top = top->parent;
    classes.insert(top->descendants.begin(), top->descendants.end());
}

}  // namespace

std::shared_ptr<const Snapshot> build_snapshot(db::Connection& connection, std::uint64_t generation,
                                               base::Log& log) {
    std::vector<std::string> problems;
    auto dictionary = model::build_dictionary(read_dictionary_rows(connection), problems);
    for (const auto& problem : problems) log.warn("metadata left out", {{"problem", problem}});
    auto snapshot = std::make_shared<CompiledSnapshot>(std::move(dictionary), generation);
    auto rows = read_metadata_rows(connection, snapshot->dictionary());
    add_properties(*snapshot, rows);
    add_rules(*snapshot, rows, add_roles(*snapshot, rows));
    add_rows(*snapshot, std::move(rows));
    return snapshot;
}

std::shared_ptr<const Snapshot> renew_snapshot(const Snapshot& old,
                                               const std::set<std::string>& written,
                                               db::Connection& connection, std::uint64_t generation,
                                               base::Log& log) {
    const auto& dictionary = old.dictionary();
    std::set<std::string> classes;
    bool properties = false, access = false;
    for (const auto& name : written) {
        const auto* table = dictionary.find(name);
        if (!table || makes_dictionary(*table)) return build_snapshot(connection, generation, log);
        properties |= table->is_a("sys_properties");
        access |= is_any_of(*table, access_tables);
        add_family(classes, *table);
    }
    if (access)
        for (const auto* name : access_tables) add_family(classes, dictionary.get(name));
    auto snapshot =
        std::make_shared<CompiledSnapshot>(static_cast<const CompiledSnapshot&>(old), generation);
    for (const auto& name : classes) snapshot->tables.erase(name);
    auto rows = read_metadata_rows(connection, dictionary, &classes);
    if (properties) add_properties(*snapshot, rows);
    if (access) add_rules(*snapshot, rows, add_roles(*snapshot, rows));
    add_rows(*snapshot, std::move(rows));
    return snapshot;
}

std::shared_ptr<const Snapshot> bare_snapshot(std::shared_ptr<const model::Dictionary> dictionary,
                                              std::uint64_t generation) {
    return std::make_shared<CompiledSnapshot>(std::move(dictionary), generation);
}

std::shared_ptr<const Snapshot> empty_snapshot() {
    return bare_snapshot(std::make_shared<const model::Dictionary>(), 0);
}

}  // namespace stead::record
