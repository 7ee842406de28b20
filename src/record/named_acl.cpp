#include "record/named_acl.h"

#include <algorithm>

#include "record/scripting.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

bool passes(const AclRule& rule, Unit& unit) {
    const auto& session = unit.session();
    if (rule.admin_overrides && session.admin) return true;
    const bool has_role =
        rule.roles.empty() || std::any_of(rule.roles.begin(), rule.roles.end(),
                                          [&](const auto& role) { return session.has_role(role); });
    if (!has_role) return false;
    if (rule.script.empty()) return true;
    Record nothing(unit.dictionary().get("sys_security_acl"));
    return unit.store().scripting().allows(unit, "sys_security_acl/" + rule.sys_id + ".script",
                                           rule.script, nothing);
}

}  // namespace

bool may_execute(Unit& unit, std::string_view type, std::string_view name) {
    const auto& session = unit.session();
    if (session.system || !session.bound_by_acls) return true;
    const auto& rules =
        unit.snapshot().acls(std::string(type) + ":" + std::string(name), "execute");
    bool allowed = rules.empty() && session.admin;
    for (const auto& rule : rules) {
        const bool passed = passes(rule, unit);
        if (rule.deny_unless && !passed) return false;
        allowed = allowed || (passed && !rule.deny_unless);
    }
    return allowed;
}

}  // namespace stead::record
