#include "record/query_guard.h"

#include <algorithm>

#include "base/error.h"
#include "record/acl_sql.h"
#include "record/query_algebra.h"
#include "record/unit.h"
#include "record/unit_environment.h"

namespace stead::record {

namespace {

using model::Operator;
using Kind = Decision::Kind;

[[noreturn]] void refuse() {
    throw base::Error(base::Status::forbidden, "Insufficient rights to query records",
                      "Field(s) present in the query do not have permission to be read");
}

bool is_match(Operator op) {
    switch (op) {
        case Operator::equals:
        case Operator::not_equals:
        case Operator::in:
        case Operator::not_in:
        case Operator::same_as:
        case Operator::not_same_as:
        case Operator::anything:
        case Operator::is_empty:
        case Operator::is_not_empty:
        case Operator::empty_string:
        case Operator::dynamic:
            return true;
        default:
            return false;
    }
}

bool compares_fields(Operator op) {
    switch (op) {
        case Operator::same_as:
        case Operator::not_same_as:
        case Operator::greater_field:
        case Operator::less_field:
        case Operator::greater_or_equal_field:
        case Operator::less_or_equal_field:
        case Operator::more_than:
        case Operator::less_than:
            return true;
        default:
            return false;
    }
}

// The other field stands at the start of the value: `opened_at@hour@after@3`.
std::string_view other_field(const model::Condition& condition) {
    const std::string_view value = condition.value;
    return value.substr(0, value.find('@'));
}

// "a.b.c" without its last 2 steps is "a".
std::string_view without_last(std::string_view path, std::size_t steps) {
    for (; steps > 0; --steps) {
        const auto dot = path.rfind('.');
        path = path.substr(0, dot == std::string_view::npos ? 0 : dot);
    }
    return path;
}

// One query that says the same as the decision about the rows of a table, with the values of
// trusted expressions in place. Empty: all rows; throws when the decision cannot be said so.
model::EncodedQuery as_query(const Decision& decision, Unit& unit, const model::Table& table) {
    if (decision.kind == Kind::yes) return {};
    const bool plain = decision.kind == Kind::ask && decision.deny.empty() && !decision.scripts &&
                       decision.allow.size() == 1 && decision.allow.front().closes;
    if (!plain) refuse();
    model::EncodedQuery all;
    for (const auto& rule : decision.allow.front().rules) {
        if (!rule.roles_pass) continue;
        const auto condition = condition_of(rule, unit, table);
        if (!condition || !rule.applies_always()) refuse();
        const auto& any = condition->query.any;
        all.any.insert(all.any.end(), any.begin(), any.end());
    }
    if (all.any.empty()) refuse();
    for (auto& block : all.any)
        for (auto& clause : block.all)
            for (auto& condition : clause.any)
                if (condition.value.starts_with("javascript:"))
                    condition.value = trusted_value(unit, condition.value.substr(11));
    return all;
}

}  // namespace

void QueryGuard::check(model::EncodedQuery& query) {
    for (auto& block : query.any)
        for (auto& clause : block.all) {
            for (const auto& condition : clause.any) check_condition(condition);
            if (clause.related) check_related(*clause.related);
        }
    for (const auto& order : query.order) check_path(order.field, Guard::query_range);
}

void QueryGuard::check_condition(const model::Condition& condition) {
    if (condition.field.empty()) {
        for (const auto* field : searchable_fields(table_))
            check_path(field->name, Guard::query_range);
        return;
    }
    const auto guard = is_match(condition.op) ? Guard::query_match : Guard::query_range;
    check_path(condition.field, guard);
    if (compares_fields(condition.op)) check_path(other_field(condition), guard);
}

void QueryGuard::check_path(std::string_view text, Guard guard) {
    const auto path = find_path(unit_.dictionary(), table_, text);
    if (!path) return;
    for (std::size_t step = 0; step < path->steps.size(); ++step) {
        const bool is_last = step + 1 == path->steps.size();
        const auto prefix = without_last(text, path->steps.size() - step);
        check_step(*path, step, prefix, is_last ? guard : Guard::query_match);
    }
}

void QueryGuard::check_step(const model::Path& path, std::size_t step, std::string_view prefix,
                            Guard guard) {
    const auto& field = *path.steps[step];
    const auto& target = *path.tables[step];
    if (field.kind() == model::Kind::password) refuse();
    const std::string key =
        std::string(prefix) + '.' + field.name + '/' + std::string(operation_name(guard));
    narrow(target, prefix, key, [&](const model::Table& real) -> const Decision& {
        return bound_access(unit_, real)->field(guard, field);
    });
    if (step == 0) return;
    narrow(target, prefix, std::string(prefix) + '/',
           [&](const model::Table& real) -> const Decision& {
               return bound_access(unit_, real)->rows(Guard::read);
           });
}

void QueryGuard::narrow(const model::Table& target, std::string_view prefix, const std::string& key,
                        const std::function<const Decision&(const model::Table&)>& decision_of) {
    if (!checked_.insert(key).second) return;
    bool never = true;
    for (const auto& name : target.descendants) {
        const auto& decision = decision_of(*unit_.dictionary().find(name));
        if (decision.scripts) refuse();
        never &= decision.kind == Kind::no;
    }
    if (never) refuse();
    auto part = AclSql(unit_, builder_, table_).rows(target, prefix, decision_of);
    if (part) builder_.where(std::move(*part));
}

// A semi-join counts rows of another table: only readable ones, told apart by readable fields.
void QueryGuard::check_related(model::Related& related) {
    check_path(related.own_field, Guard::query_match);
    const auto* target = unit_.dictionary().find(related.table);
    if (!target) return;
    check_related_fields(related, *target);
    std::optional<std::string> identity;
    for (const auto& name : target->descendants) {
        const auto& rows = bound_access(unit_, *unit_.dictionary().find(name))->rows(Guard::read);
        if (identity && *identity != rows.identity) refuse();
        identity = rows.identity;
    }
    const auto& rows = bound_access(unit_, *target)->rows(Guard::read);
    related.where = both({related.where, {}}, as_query(rows, unit_, *target)).any;
}

void QueryGuard::check_related_fields(const model::Related& related, const model::Table& target) {
    const auto must_be_readable = [&](std::string_view text) {
        const auto path = find_path(unit_.dictionary(), target, text);
        if (!path) return;
        for (std::size_t i = 0; i < path->steps.size(); ++i) {
            const auto* access = bound_access(unit_, *path->tables[i]);
            if (access->field(Guard::query_range, *path->steps[i]).kind != Kind::yes) refuse();
            if (i > 0 && access->rows(Guard::read).kind != Kind::yes) refuse();
        }
    };
    must_be_readable(related.field);
    for (const auto& block : related.where)
        for (const auto& clause : block.all) {
            if (clause.related) refuse();
            for (const auto& condition : clause.any) {
                must_be_readable(condition.field);
                if (compares_fields(condition.op)) must_be_readable(other_field(condition));
            }
        }
}

}  // namespace stead::record
