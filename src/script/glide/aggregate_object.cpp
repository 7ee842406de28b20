#include "script/glide/aggregate_object.h"

#include <algorithm>
#include <array>

#include "record/selection.h"

namespace stead::script {
namespace {

constexpr std::array<std::string_view, 6> comparisons{"=", "!=", "<", "<=", ">", ">="};

// Builds the SQL of one aggregate query.
class Builder {
public:
    Builder(record::Unit& unit, const model::Table& table, record::Selection& selection)
        : unit_(unit), table_(table), selection_(selection) {}

    std::string column(const std::string& field) {
        const auto path = model::find_path(unit_.dictionary(), table_, field);
        if (!path || path->last().column.empty()) {
            throw Error(Failure::thrown, "GlideAggregate: there is no column " + field);
        }
        return selection_.builder().column(*path);
    }

    std::string expression(const AggregateObject::Aggregate& wanted) {
        const auto& function = wanted.function;
        if (function == "COUNT") return "COUNT(*)";
        const auto column = this->column(wanted.field);
        if (function.starts_with("COUNT(DISTINCT")) return "COUNT(DISTINCT " + column + ")";
        if (function == "GROUP_CONCAT") return "GROUP_CONCAT(" + column + ")";
        if (function == "GROUP_CONCAT_DISTINCT") return "GROUP_CONCAT(DISTINCT " + column + ")";
        if (function == "SUM" || function == "AVG" || function == "MIN" || function == "MAX") {
            return function + "(" + column + ")";
        }
        throw Error(Failure::thrown, "GlideAggregate: unknown aggregate " + function);
    }

    std::string having(const std::vector<AggregateObject::Having>& conditions) {
        std::string text;
        for (const auto& one : conditions) {
            if (std::find(comparisons.begin(), comparisons.end(), one.op) == comparisons.end()) {
                throw Error(Failure::thrown, "GlideAggregate: unknown comparison " + one.op);
            }
            if (!text.empty()) text += " AND ";
            text += expression(one.aggregate) + " " + one.op + " " + number_text(one.value);
        }
        return text;
    }

    std::string order(const std::vector<AggregateObject::Order>& wanted,
                      const std::vector<std::string>& groups) {
        std::string text;
        for (const auto& one : wanted) {
            append(text, one.field.empty() ? expression(one.aggregate) : column(one.field),
                   one.descending);
        }
        for (const auto& group : groups) append(text, column(group), false);
        return text;
    }

private:
    static void append(std::string& text, const std::string& expression, bool descending) {
        if (!text.empty()) text += ", ";
        text += expression + (descending ? " DESC" : "");
    }

    record::Unit& unit_;
    const model::Table& table_;
    record::Selection& selection_;
};

// Averages and sums come as 12.0; scripts expect 12.
std::string trimmed(std::string_view text) {
    if (text.ends_with(".0")) text.remove_suffix(2);
    return std::string(text);
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
    record::Selection selection(unit, *table_, query.conditions(),
                                record::Selection::Origin::inside);
    Builder builder(unit, *table_, selection);
    std::vector<std::string> columns;
    for (const auto& group : groups) columns.push_back(builder.column(group));
    auto expressions = columns;
    for (const auto& one : aggregates) expressions.push_back(builder.expression(one));
    if (expressions.empty()) expressions.push_back("COUNT(*)");
    const auto sql = selection.builder().aggregate(expressions, columns, builder.having(having),
                                                   builder.order(order, groups));
    auto& statement = unit.connection().prepare(sql.text).bind_all(sql.params);
    while (statement.step()) {
        if (limit >= 0 && static_cast<std::int64_t>(results_.size()) >= limit) continue;
        auto& result = results_.emplace_back();
        for (int i = 0; i < statement.columns(); ++i) {
            const bool is_group = i < static_cast<int>(groups.size());
            (is_group ? result.groups : result.values).push_back(trimmed(statement.text(i)));
        }
    }
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
