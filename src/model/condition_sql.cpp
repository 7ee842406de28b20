#include "model/condition_sql.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "model/sql_builder_state.h"

namespace stead::model {

namespace {

using Test = Comparison::Test;
using Part = std::optional<SqlPart>;

db::Param param(const Field& field, const std::string& value) {
    if (domain_of(field) != Domain::number) return value;
    if (const auto integer = base::to_integer(value)) return *integer;
    return base::to_number(value).value_or(0);
}

SqlPart negated(const std::string& column, SqlPart part) {
    return {"(" + column + " IS NOT NULL AND NOT (" + part.text + "))", std::move(part.params)};
}

void append(std::vector<std::string>& list, const std::vector<std::string>& more) {
    list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

std::string sql_sign(Operator op) {
    return " " + std::string(op == Operator::not_equals ? "<>" : spelling(op)) + " ";
}

SqlBuilder::State& ConditionSql::state() {
    return *builder_.state_;
}

// --- structure

SqlPart ConditionSql::any_block(const std::vector<Block>& blocks) {
    std::vector<SqlPart> parts;
    for (const auto& each : blocks)
        if (auto part = block(each)) parts.push_back(std::move(*part));
    return parts.empty() ? all_of({}) : any_of(std::move(parts));
}

Part ConditionSql::block(const Block& block) {
    std::vector<SqlPart> parts;
    for (const auto& each : block.all)
        if (auto part = clause(each)) parts.push_back(std::move(*part));
    if (parts.empty()) return {};
    return all_of(std::move(parts));
}

Part ConditionSql::clause(const Clause& clause) {
    std::vector<SqlPart> parts;
    for (const auto& each : resolve_all(clause.any))
        if (auto part = condition(each)) parts.push_back(std::move(*part));
    for (const auto& each : clause.related) {
        parts.push_back(related(each));
        state().weigh(parts.back());
    }
    if (parts.empty()) return {};
    return any_of(std::move(parts));
}

std::vector<ConditionSql::Resolved> ConditionSql::resolve_all(
    const std::vector<Condition>& conditions) {
    std::vector<Resolved> all;
    std::map<std::string_view, std::size_t> lists;  // by field: where its list stands
    for (const auto& each : conditions) {
        auto comparison = resolve(each, state().dictionary, state().table, environment_);
        if (comparison && comparison->test == Test::any_of) {
            const auto [list, is_new] = lists.emplace(each.field, all.size());
            if (!is_new) {
                append(all[list->second].comparison->values, comparison->values);
                append(all[list->second].comparison->shown, comparison->shown);
                continue;
            }
        }
        all.push_back({&each, std::move(comparison)});
    }
    return all;
}

Part ConditionSql::condition(const Resolved& resolved) {
    auto part = resolved.comparison ? test(*resolved.comparison) : std::nullopt;
    if (part) {
        state().weigh(*part);
        return part;
    }
    const auto& condition = *resolved.condition;
    state().dropped.push_back(condition.field + std::string(spelling(condition.op)) +
                              condition.value);
    if (environment_.strict()) return any_of({});
    return {};
}

// --- tests

Part ConditionSql::test(const Comparison& comparison) {
    switch (comparison.test) {
        case Test::never:
            return any_of({});
        case Test::always:
            return all_of({});
        case Test::words:
            return words(comparison);
        case Test::related: {
            std::vector<SqlPart> parts;
            for (const auto& each : comparison.related) parts.push_back(related(each));
            return guarded(comparison.path, all_of(std::move(parts)));
        }
        default:
            break;
    }
    auto part = test_value(comparison, builder_.column(comparison.path));
    if (!part) return {};
    part = guarded(comparison.path, std::move(*part));
    return comparison.other ? guarded(*comparison.other, std::move(*part)) : part;
}

Part ConditionSql::test_value(const Comparison& comparison, const std::string& column) {
    const auto plain = [](std::string text) { return SqlPart{std::move(text), {}}; };
    switch (comparison.test) {
        case Test::empty:
            return plain(column + " IS NULL");
        case Test::not_empty:
            return plain(column + " IS NOT NULL");
        case Test::is_true:
            return plain(column + " = 1");
        case Test::is_false:
            return plain("(" + column + " IS NULL OR " + column + " = 0)");
        case Test::any_of:
            return any_value(comparison, column);
        case Test::none_of:
            return negated(column, any_value(comparison, column));
        case Test::compare:
        case Test::inside:
        case Test::outside:
            return ordered(comparison, column);
        case Test::like:
            return like(comparison, column);
        case Test::not_like:
            return negated(column, like(comparison, column));
        case Test::below:
            return below(comparison, column);
        case Test::compare_field:
        case Test::same_part:
        case Test::other_part:
        case Test::distance:
            return compare_fields(comparison, column);
        case Test::compare_part:
            return plain(part_of(comparison.path.last(), column, comparison.part) +
                         sql_sign(comparison.op) + std::to_string(comparison.number));
        default:
            return {};
    }
}

SqlPart ConditionSql::ordered(const Comparison& comparison, const std::string& column) {
    const auto& field = comparison.path.last();
    const auto text = state().compared(field, column), mark = state().compared(field, "?");
    SqlPart part;
    if (comparison.test == Test::compare)
        part.text = text + sql_sign(comparison.op) + mark;
    else
        part.text = text + (comparison.test == Test::inside ? " BETWEEN " : " NOT BETWEEN ") +
                    mark + " AND " + mark;
    for (const auto& value : comparison.values) part.params.push_back(param(field, value));
    return part;
}

SqlPart ConditionSql::any_value(const Comparison& comparison, const std::string& column) {
    const auto& field = comparison.path.last();
    const auto mark = state().compared(field, "?");
    const bool is_list = comparison.values.size() > 1;
    SqlPart values{state().compared(field, column) + (is_list ? " IN (" : " = ") + mark, {}};
    for (std::size_t i = 1; i < comparison.values.size(); ++i) values.text += "," + mark;
    if (is_list) values.text += ")";
    for (const auto& value : comparison.values) values.params.push_back(param(field, value));
    if (comparison.shown.empty()) return values;
    auto rows = rows_showing(*target_of(state().dictionary, field), comparison);
    rows.text = column + " IN (" + rows.text + ")";
    return any_of({std::move(values), std::move(rows)});
}

SqlPart ConditionSql::like(const Comparison& comparison, const std::string& column) {
    const auto& field = comparison.path.last();
    const auto& dialect = state().dialect;
    if (comparison.by_display && field.kind() == Kind::list)
        return like_in_list(comparison, column);
    if (comparison.by_display) {
        auto rows = rows_showing(*target_of(state().dictionary, field), comparison);
        return {column + " IN (" + rows.text + ")", std::move(rows.params)};
    }
    return {
        dialect.like(state().as_text(field, column), "?"),
        {dialect.like_pattern(comparison.values[0], comparison.open_start, comparison.open_end)}};
}

}  // namespace stead::model
