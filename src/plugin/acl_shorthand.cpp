#include "base/text.h"
#include "plugin/shorthand.h"

namespace stead::plugin {

namespace {

constexpr std::string_view acl_keys =
    "roles,condition,script,applies_to,decision,admin_overrides,description,active";

RowDefinition acl_row(const std::string& name, const std::string& operation, const Node& entry,
                      const std::string& file) {
    RowDefinition row;
    row.table = "sys_security_acl";
    row.file = file;
    row.line = entry.line;
    row.add("name", name);
    row.add("operation", operation);
    row.add("type", "record");
    row.add("decision_type", entry.get("decision", "allow"));
    row.add("active", entry.is_true("active", true) ? "true" : "false");
    row.add("admin_overrides", entry.is_true("admin_overrides", true) ? "true" : "false");
    row.add("applies_to", entry.get("applies_to"));
    row.add("condition", entry.get("condition"));
    row.add("script", entry.get("script"));
    row.add("advanced", entry.get("script").empty() ? "false" : "true");
    row.add("description", entry.get("description"));
    return row;
}

void add_roles(const RowDefinition& acl, const std::string& roles, Definition& definition) {
    for (const auto& role : base::split_names(roles)) {
        RowDefinition row;
        row.table = "sys_security_acl_role";
        row.key = acl.key + "/" + role;
        row.file = acl.file;
        row.line = acl.line;
        row.add("sys_security_acl", "#" + acl.key);
        row.add("sys_user_role", role);
        definition.rows.push_back(std::move(row));
    }
}

// How many rules of this name and operation the plugin has already: part of the next one's
// identity.
std::size_t count_of(const Definition& definition, const std::string& prefix) {
    std::size_t count = 0;
    for (const auto& row : definition.rows)
        if (row.table == "sys_security_acl" && row.key.starts_with(prefix)) ++count;
    return count;
}

}  // namespace

void expand_acls(const Node& acls, const std::string& file, Definition& definition,
                 Problems& problems) {
    for (const auto& [name, operations] : acls.members)
        for (const auto& [operation, entries] : operations.members)
            for (const auto& entry : entries.items) {
                check_members(entry, acl_keys, "acl " + name, file, problems);
                auto row = acl_row(name, operation, entry, file);
                // With the plugin's id: several plugins write rules of one table, and keys are
                // found across plugins.
                const std::string prefix =
                    "acl " + definition.manifest.id + " " + name + " " + operation + " ";
                row.key = prefix + std::to_string(count_of(definition, prefix) + 1);
                const RowDefinition kept = row;
                definition.rows.push_back(std::move(row));
                add_roles(kept, entry.get("roles"), definition);
            }
}

}  // namespace stead::plugin
