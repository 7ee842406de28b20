#include "record/query_plan.h"

#include "record/list_plan.h"
#include "record/selection.h"

namespace stead::record {

namespace {

std::vector<std::string> steps_of(Unit& unit, const model::SqlPart& sql) {
    constexpr int detail = 3;
    auto& statement = unit.connection().prepare("EXPLAIN QUERY PLAN " + sql.text);
    statement.bind_all(sql.params);
    std::vector<std::string> steps;
    while (statement.step()) steps.emplace_back(statement.text(detail));
    return steps;
}

}  // namespace

QueryPlan query_plan(Unit& unit, const ListRequest& request) {
    const auto& table = unit.dictionary().get(request.table);
    const auto plan =
        list_plan(unit.snapshot(), table, unit.connection().dialect(), request.fields);
    Selection selection(unit, table, request.query, Selection::Origin::outside, plan->joins());
    auto& builder = selection.builder();
    return {steps_of(unit, builder.select_text(plan->expressions(), request.limit, request.offset)),
            steps_of(unit, builder.count())};
}

}  // namespace stead::record
