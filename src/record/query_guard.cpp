#include "record/query_guard.h"

#include "base/error.h"
#include "model/comparison.h"
#include "record/acl_sql.h"
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

Guard guard_of(Operator op) {
    return model::reveals_range(op) ? Guard::query_range : Guard::query_match;
}

// The other field stands at the start of the value: `opened_at@hour@after@3`.
std::string_view other_field(const model::Condition& condition) {
    const std::string_view value = condition.value;
    return value.substr(0, value.find('@'));
}

// The field that makes the hierarchy stands there, too: `parent@<sys_id>`.
std::string parent_field(const model::Condition& condition, const model::Dictionary& dictionary,
                         const model::Table& table) {
    const auto given = condition.field + "." + std::string(other_field(condition));
    return find_path(dictionary, table, given) ? given : condition.field + ".parent";
}

const Decision& readable_rows(const TableAccess& access) {
    return access.rows(Guard::read);
}

// "a.b.c" without its last 2 steps is "a".
std::string_view without_last(std::string_view path, std::size_t steps) {
    for (; steps > 0; --steps) {
        const auto dot = path.rfind('.');
        path = path.substr(0, dot == std::string_view::npos ? 0 : dot);
    }
    return path;
}

}  // namespace

void QueryGuard::check(const model::EncodedQuery& query) {
    for (const auto& block : query.any)
        for (const auto& clause : block.all) {
            for (const auto& condition : clause.any)
                for (const auto& [path, guard] : named_by(condition, table_))
                    check_path(path, guard);
            for (const auto& related : clause.related) check_related(related);
        }
    for (const auto& order : query.order) check_order(order.field);
}

void QueryGuard::check_told(std::string_view path) {
    check_path(path, Guard::read);
    check_order(path);
}

std::vector<QueryGuard::Named> QueryGuard::named_by(const model::Condition& condition,
                                                    const model::Table& table) const {
    std::vector<Named> named;
    if (condition.op == Operator::text_search) {
        const UnitEnvironment asker(unit_, UnitEnvironment::Asker::person);
        for (const auto* field : fields_to_search(table, asker).stored)
            named.push_back({field->name, Guard::query_range});
        return named;
    }
    named.push_back({condition.field, guard_of(condition.op)});
    if (model::compares_fields(condition.op))
        named.push_back({std::string(other_field(condition)), guard_of(condition.op)});
    if (condition.op == Operator::in_hierarchy || condition.op == Operator::in_hierarchy_dynamic)
        named.push_back({parent_field(condition, unit_.dictionary(), table), Guard::query_match});
    return named;
}

void QueryGuard::check_path(std::string_view text, Guard guard) {
    const auto path = find_path(unit_.dictionary(), table_, text);
    if (!path) return;
    for (std::size_t step = 0; step < path->steps.size(); ++step) {
        const auto& field = *path->steps[step];
        const bool is_last = step + 1 == path->steps.size();
        const auto asked = is_last || guard == Guard::read ? guard : Guard::query_match;
        if (field.kind() == model::Kind::password) refuse();
        if (step > 0 && !could_pass(unit_, *path->tables[step], readable_rows)) refuse();
        const auto prefix = without_last(text, path->steps.size() - step);
        const auto key =
            std::string(prefix) + '.' + field.name + ' ' + std::string(operation_name(asked));
        narrow(*path->tables[step], prefix, key, [&](const TableAccess& access) -> const Decision& {
            return access.field(asked, field);
        });
    }
}

void QueryGuard::check_order(std::string_view text) {
    check_path(text, Guard::query_range);
    const auto path = find_path(unit_.dictionary(), table_, text);
    for (std::size_t step = 1; path && step < path->steps.size(); ++step) {
        const auto prefix = without_last(text, path->steps.size() - step);
        narrow(
            *path->tables[step], prefix, std::string(prefix),
            [](const TableAccess& access) -> const Decision& { return access.rows(Guard::read); });
    }
}

void QueryGuard::narrow(const model::Table& target, std::string_view prefix, const std::string& key,
                        const DecisionOf& decision_of) {
    if (!checked_.insert(key).second) return;
    if (!could_pass(unit_, target, decision_of)) refuse();
    const auto by_class = [&](const model::Table& real) -> const Decision& {
        const auto& decision = decision_of(*bound_access(unit_, real));
        if (decision.scripts) refuse();
        return decision;
    };
    if (auto part = AclSql(unit_, builder_, table_).rows(target, prefix, by_class))
        builder_.where(std::move(*part));
}

void QueryGuard::check_related(const model::Related& related) {
    check_path(related.own_field, Guard::query_match);
    check_rows_of(related);
}

// Rows of other tables are counted where they are readable; which of their fields are readable must
// not differ from row to row.
void QueryGuard::check_rows_of(const model::Related& related) {
    const auto& target = unit_.dictionary().get(related.table);
    if (bound_access(unit_, target)->rows(Guard::read).owner) refuse();
    check_inner_path(target, related.field, Guard::query_match);
    for (const auto& block : related.where)
        for (const auto& clause : block.all) {
            for (const auto& inner : clause.related) {
                check_inner_path(target, inner.own_field, Guard::query_match);
                check_rows_of(inner);
            }
            for (const auto& condition : clause.any)
                for (const auto& [path, guard] : named_by(condition, target))
                    check_inner_path(target, path, guard);
        }
}

void QueryGuard::check_inner_path(const model::Table& table, std::string_view text, Guard guard) {
    const auto path = find_path(unit_.dictionary(), table, text);
    for (std::size_t i = 0; path && i < path->steps.size(); ++i) {
        const auto& access = *bound_access(unit_, *path->tables[i]);
        const auto asked = i + 1 == path->steps.size() ? guard : Guard::query_match;
        if (path->steps[i]->kind() == model::Kind::password) refuse();
        if (i > 0 && !could_pass(unit_, *path->tables[i], readable_rows)) refuse();
        if (access.field(asked, *path->steps[i]).kind != Kind::yes) refuse();
    }
}

}  // namespace stead::record
