#include "record/acl_sql.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "record/query_algebra.h"
#include "record/store.h"
#include "record/table_access.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using model::SqlPart;
using Kind = Decision::Kind;

SqlPart everything() {
    return {"1 = 1", {}};
}
SqlPart nothing() {
    return {"1 = 0", {}};
}

// NULL counts as false, so that the opposite of an empty comparison is true as it is in memory.
SqlPart opposite(SqlPart part) {
    return {"CASE WHEN " + part.text + " THEN 0 ELSE 1 END = 1", std::move(part.params)};
}

std::string behind(std::string_view path, std::string_view step) {
    std::string text(path);
    if (!text.empty()) text += '.';
    return text.append(step);
}

}  // namespace

std::optional<SqlPart> AclSql::readable_rows() {
    return rows(table_, {}, [&](const model::Table& real) -> const Decision& {
        return bound_access(unit_, real)->rows(Guard::read);
    });
}

std::optional<SqlPart> AclSql::exactly_readable_rows() {
    static const Decision never = [] {
        Decision decision;
        decision.kind = Kind::no;
        decision.identity = "scripts";
        return decision;
    }();
    return rows(table_, {}, [&](const model::Table& real) -> const Decision& {
        const auto& decision = bound_access(unit_, real)->rows(Guard::read);
        return decision.scripts ? never : decision;
    });
}

std::optional<SqlPart> AclSql::rows(const model::Table& target, std::string_view path,
                                    const ByClass& decision_of) {
    const auto groups = group(target, decision_of);
    const bool open = std::all_of(groups.begin(), groups.end(), [](const Group& each) {
        return each.decision->kind == Kind::yes;
    });
    if (open) return {};
    std::vector<SqlPart> alternatives;
    for (const auto& each : groups) {
        if (each.decision->kind == Kind::no) continue;
        const bool other = each.judge != &target;
        const auto judge_path = other ? behind(path, "ref_" + each.judge->name) : std::string(path);
        std::vector<SqlPart> parts;
        if (groups.size() > 1)
            if (auto part = class_part(std::string(path), each.classes)) parts.push_back(*part);
        parts.push_back(decision_part(*each.decision, *each.judge, judge_path));
        alternatives.push_back(model::all_of(std::move(parts)));
    }
    // `ref_x` at the end of a path is no reference that could be empty.
    if (const auto reference = find_path(unit_.dictionary(), table_, path))
        alternatives.push_back({builder_.column(*reference) + " IS NULL", {}});
    return model::any_of(std::move(alternatives));
}

// Classes that the same rules judge, in the words of the topmost of them.
std::vector<AclSql::Group> AclSql::group(const model::Table& target,
                                         const ByClass& decision_of) const {
    std::vector<Group> groups;
    for (const auto& name : target.descendants) {
        const auto& real = *unit_.dictionary().find(name);
        const auto& decision = decision_of(real);
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& each) {
            return each.decision->identity == decision.identity &&
                   each.decision->kind == decision.kind && real.is_a(each.judge->name);
        });
        if (same == groups.end())
            groups.push_back({&real, &decision, {name}});
        else
            same->classes.push_back(name);
    }
    return groups;
}

SqlPart AclSql::decision_part(const Decision& decision, const model::Table& judge,
                              const std::string& path) {
    if (decision.kind != Kind::ask) return decision.kind == Kind::yes ? everything() : nothing();
    if (decision.deny.empty()) return allow_part(decision, 0, judge, path);
    std::vector<SqlPart> parts;
    for (const auto& rule : decision.deny)
        parts.push_back(model::any_of({opposite(applies(rule, path)), passes(rule, judge, path)}));
    parts.push_back(allow_part(decision, 0, judge, path));
    return model::all_of(std::move(parts));
}

SqlPart AclSql::allow_part(const Decision& decision, std::size_t level, const model::Table& judge,
                           const std::string& path) {
    if (decision.owner) return everything();
    if (level == decision.allow.size()) {
        if (decision.otherwise) return everything();
        std::vector<SqlPart> covered;
        for (const auto& rule : decision.deny) covered.push_back(applies(rule, path));
        return covered.empty() ? nothing() : model::any_of(std::move(covered));
    }
    const auto& here = decision.allow[level];
    std::vector<SqlPart> passing, covering;
    for (const auto& rule : here.rules) {
        std::vector<SqlPart> both;
        if (!rule.applies_always()) both.push_back(applies(rule, path));
        both.push_back(passes(rule, judge, path));
        passing.push_back(model::all_of(std::move(both)));
        if (!here.closes) covering.push_back(applies(rule, path));
    }
    if (!here.closes)
        passing.push_back(model::all_of({opposite(model::any_of(std::move(covering))),
                                         allow_part(decision, level + 1, judge, path)}));
    return passing.empty() ? nothing() : model::any_of(std::move(passing));
}

// When it cannot be told whether a rule covers the row, it does.
SqlPart AclSql::applies(const BoundRule& rule, const std::string& path) {
    if (rule.applies_always()) return everything();
    try {
        return said(*rule.applies_to, path);
    } catch (const base::Error&) {
        return everything();
    }
}

SqlPart AclSql::passes(const BoundRule& rule, const model::Table& judge, const std::string& path) {
    if (!rule.roles_pass) return nothing();
    if (rule.by_admin || rule.rule->condition.empty()) return everything();
    try {
        const auto condition = condition_of(rule, unit_, judge);
        return condition ? said(*condition, path) : nothing();
    } catch (const base::Error& error) {
        unit_.store().log().error(
            "an access rule failed and denies",
            {{"rule", rule.rule->sys_id}, {"name", rule.rule->name}, {"reason", error.what()}});
        return nothing();
    }
}

SqlPart AclSql::said(const model::ParsedQuery& query, const std::string& path) {
    return builder_.condition(seen_from(query.query, path), environment_);
}

std::optional<SqlPart> AclSql::class_part(const std::string& path,
                                          const std::vector<std::string>& classes) {
    const auto field = find_path(unit_.dictionary(), table_, behind(path, "sys_class_name"));
    if (!field) return {};
    SqlPart part{builder_.column(*field) + " IN (", {}};
    for (const auto& name : classes) {
        part.text += part.params.empty() ? "?" : ", ?";
        part.params.emplace_back(name);
    }
    part.text += ")";
    return part;
}

}  // namespace stead::record
