#include "record/snapshot.h"
#include "record/table_access.h"
#include "record/unit.h"

namespace stead::record {

namespace {

std::string outcome(const BoundRule& rule, Unit& unit, const Record& record) {
    if (!applies(rule, unit, record)) return "not for this row";
    if (!rule.roles_pass) return "no role";
    if (!condition_holds(rule, unit, record)) return "condition";
    if (!script_holds(rule, unit, record)) return "script";
    return "passed";
}

}  // namespace

// Every rule is asked, also those that a decision would not need, in the order of the search.
std::vector<Access::Step> TableAccess::explain(Permission permission, const model::Field* field,
                                               Unit& unit, const Record& record) const {
    const auto operation = operation_name(guard_of(permission));
    std::vector<Step> steps;
    const auto ask = [&](const RuleNames& names, bool deny_unless) {
        for (const auto& name : names)
            for (const auto& rule : snapshot_.acls(name, operation)) {
                if (rule.deny_unless != deny_unless) continue;
                const auto bound = bind(rule, snapshot_, *session_, table_);
                steps.push_back(
                    {rule.sys_id, rule.name, rule.operation, outcome(bound, unit, record)});
            }
    };
    ask(table_rule_names(table_), true);
    ask(table_rule_names(table_), false);
    if (!field) return steps;
    ask(field_rule_names(table_, field->name), true);
    ask(field_rule_names(table_, field->name), false);
    return steps;
}

}  // namespace stead::record
