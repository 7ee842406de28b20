#include "script/glide/aggregate_object.h"

#include <algorithm>

#include "record/aggregate.h"

namespace stead::script {
namespace {

using Function = record::Aggregate::Function;

record::Aggregate aggregate_of(const AggregateObject::Aggregate& wanted) {
    static const base::TextMap<Function> functions{{"COUNT", Function::count},
                                                   {"COUNT(DISTINCT", Function::count_distinct},
                                                   {"COUNT(DISTINCT)", Function::count_distinct},
                                                   {"SUM", Function::sum},
                                                   {"AVG", Function::average},
                                                   {"MIN", Function::minimum},
                                                   {"MAX", Function::maximum},
                                                   {"GROUP_CONCAT", Function::list},
                                                   {"GROUP_CONCAT_DISTINCT", Function::distinct}};
    const auto found = functions.find(wanted.function);
    if (found == functions.end())
        throw Error(Failure::thrown, "GlideAggregate: unknown aggregate " + wanted.function);
    return {found->second, wanted.field};
}

}  // namespace

AggregateObject::AggregateObject(Call& call, std::string_view table)
    : name_(table), table_(call.unit.dictionary().find(table)) {}

const std::shared_ptr<const HostClass>& AggregateObject::host_class() const {
    static const auto made = aggregate_class();
    return made;
}

void AggregateObject::group_by(const std::string& field) {
    if (std::find(groups.begin(), groups.end(), field) == groups.end()) groups.push_back(field);
}

void AggregateObject::run(Call& call) {
    results_.clear();
    at_ = -1;
    if (!table_) return;
    auto session = record::with_acls(call.unit.session_ptr(), false);
    if (!run_rules) {
        auto quiet = std::make_shared<record::Session>(*session);
        quiet->run_rules = false;
        session = std::move(quiet);
    }
    auto unit = call.unit.as(session);
    for (auto& row : record::aggregate(unit, request()))
        results_.push_back({std::move(row.groups), std::move(row.values)});
}

record::AggregateRequest AggregateObject::request() const {
    record::AggregateRequest request;
    request.table = name_;
    request.query = query.conditions();
    request.groups = groups;
    request.limit = limit;
    request.query_from_outside = false;
    for (const auto& one : aggregates) request.aggregates.push_back(aggregate_of(one));
    for (const auto& one : having)
        request.having.push_back({aggregate_of(one.aggregate), one.op, number_text(one.value)});
    for (const auto& one : order)
        request.order.push_back(
            {one.field, one.field.empty() ? aggregate_of(one.aggregate) : record::Aggregate(),
             one.descending});
    return request;
}

const AggregateObject::Result* AggregateObject::present() const {
    const bool there = at_ >= 0 && at_ < static_cast<std::int64_t>(results_.size());
    return there ? &results_[static_cast<std::size_t>(at_)] : nullptr;
}

const std::string* AggregateObject::value(const Aggregate& aggregate) const {
    const auto found = std::find(aggregates.begin(), aggregates.end(), aggregate);
    if (!present() || found == aggregates.end()) return nullptr;
    return &present()->values[static_cast<std::size_t>(found - aggregates.begin())];
}

const std::string* AggregateObject::group_value(std::string_view field) const {
    const auto found = std::find(groups.begin(), groups.end(), field);
    if (!present() || found == groups.end()) return nullptr;
    return &present()->groups[static_cast<std::size_t>(found - groups.begin())];
}

}  // namespace stead::script
