#include "record/role_closure.h"

#include <unordered_map>

#include "base/date_time.h"
#include "record/record.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using Links = std::unordered_map<std::string, std::vector<std::string>>;

// from → every to, of a table that joins two others. Empty when the table does not exist (yet).
Links links(Unit& unit, std::string_view table, std::string_view from, std::string_view to) {
    Links found;
    if (!unit.dictionary().find(table)) return found;
    for (const auto& row : unit.query(table, {})) found[row.get(from)].push_back(row.get(to));
    return found;
}

// Everything that can be reached from `start`, itself included; circles do no harm.
void reach(const Links& links, const std::string& start, std::vector<std::string>& order,
           NameSet& seen) {
    if (start.empty() || !seen.insert(start).second) return;
    order.push_back(start);
    const auto next = links.find(start);
    if (next == links.end()) return;
    for (const auto& to : next->second) reach(links, to, order, seen);
}

bool in_force(Unit& unit, const Record& grant) {
    const auto& state = grant.get("state");
    if (!state.empty() && state != "active") return false;
    const auto& expires = grant.get("expires");
    return expires.empty() || expires > base::format_utc(unit.now());
}

std::vector<std::string> direct_roles(Unit& unit, const std::string& user_sys_id) {
    std::vector<std::string> roles;
    if (!unit.dictionary().find("sys_user_has_role")) return roles;
    for (const auto& grant : unit.rows_with("sys_user_has_role", {{"user", user_sys_id}}))
        if (!grant.is_true("inherited") && in_force(unit, grant))
            roles.push_back(grant.get("role"));
    return roles;
}

struct Role {
    std::string name;
    bool elevated = false;
};

std::unordered_map<std::string, Role> all_roles(Unit& unit) {
    std::unordered_map<std::string, Role> roles;
    if (!unit.dictionary().find("sys_user_role")) return roles;
    for (const auto& row : unit.query("sys_user_role", {}))
        roles[row.sys_id()] = {row.get("name"), row.is_true("elevated_privilege")};
    return roles;
}

}  // namespace

std::vector<std::string> groups_of(Unit& unit, const std::string& user_sys_id) {
    std::vector<std::string> groups;
    NameSet seen;
    if (!unit.dictionary().find("sys_user_grmember")) return groups;
    const auto memberships = unit.rows_with("sys_user_grmember", {{"user", user_sys_id}});
    if (memberships.empty()) return groups;
    const auto parents = links(unit, "sys_user_group", "sys_id", "parent");
    for (const auto& membership : memberships)
        reach(parents, membership.get("group"), groups, seen);
    return groups;
}

NameSet roles_of(Unit& unit, const std::string& user_sys_id,
                 const std::vector<std::string>& groups) {
    const auto of_groups = links(unit, "sys_group_has_role", "group", "role");
    const auto contained = links(unit, "sys_user_role_contains", "role", "contains");
    const auto roles = all_roles(unit);
    auto granted = direct_roles(unit, user_sys_id);
    for (const auto& group : groups)
        if (const auto found = of_groups.find(group); found != of_groups.end())
            granted.insert(granted.end(), found->second.begin(), found->second.end());
    std::vector<std::string> order;
    NameSet seen, names;
    for (const auto& role : granted) reach(contained, role, order, seen);
    for (const auto& id : order)
        if (const auto role = roles.find(id); role != roles.end() && !role->second.elevated)
            names.insert(role->second.name);
    return names;
}

}  // namespace stead::record
