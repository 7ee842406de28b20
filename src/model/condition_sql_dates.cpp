#include "base/date_time.h"
#include "model/condition_sql.h"
#include "model/sql_builder_state.h"

// Conditions between fields, and those on parts of dates.
namespace stead::model {

SqlPart ConditionSql::compare_fields(const Comparison& comparison, const std::string& column) {
    const auto& field = comparison.path.last();
    const auto& other_field = comparison.other->last();
    const auto other = builder_.column(*comparison.other);
    const auto& dialect = state().dialect;
    switch (comparison.test) {
        case Comparison::Test::same_part:
        case Comparison::Test::other_part:
            return {bucket(field, column, comparison.part) +
                        (comparison.test == Comparison::Test::same_part ? " = " : " <> ") +
                        bucket(other_field, other, comparison.part),
                    {}};
        case Comparison::Test::distance: {
            const auto distance =
                "(" + dialect.epoch_seconds(column) + " - " + dialect.epoch_seconds(other) + ")";
            const auto number = std::to_string(comparison.number);
            if (comparison.op == Operator::greater) return {distance + " > " + number, {}};
            return {"(" + distance + " >= 0 AND " + distance + " < " + number + ")", {}};
        }
        default:
            if (domain_of(field) == Domain::boolean)
                return {"COALESCE(" + column + ", 0)" + sql_sign(comparison.op) + "COALESCE(" +
                            other + ", 0)",
                        {}};
            return {state().compared(field, column) + sql_sign(comparison.op) +
                        state().compared(other_field, other),
                    {}};
    }
}

// The expression for each offset that the zone has had, chosen by the row's time.
template <class Expression>
std::string ConditionSql::by_offset(const Field& field, const std::string& column,
                                    Expression expression) {
    if (field.kind() == Kind::date) return expression(0);
    auto& steps = state().offsets;
    if (!steps) steps = zone_offsets(environment_.now(), environment_.time_zone());
    if (steps->size() == 1) return expression(steps->front().minutes);
    std::string text = "CASE";
    for (auto step = steps->rbegin(); step + 1 != steps->rend(); ++step)
        text += " WHEN " + column + " >= '" + base::format_utc(step->from) + "' THEN " +
                expression(step->minutes);
    return text + " ELSE " + expression(steps->front().minutes) + " END";
}

std::string ConditionSql::part_of(const Field& field, const std::string& column,
                                  const std::string& part) {
    return by_offset(field, column,
                     [&](int minutes) { return state().dialect.date_part(column, part, minutes); });
}

std::string ConditionSql::bucket(const Field& field, const std::string& column,
                                 const std::string& unit) {
    const auto length = *find_time_unit(unit);
    return by_offset(field, column, [&](int minutes) {
        const auto& dialect = state().dialect;
        const auto part = [&](std::string_view name) {
            return dialect.date_part(column, name, minutes);
        };
        switch (length) {
            case TimeUnit::year:
                return part("year");
            case TimeUnit::quarter:
                return "(" + part("year") + " * 4 + " + part("quarter") + ")";
            case TimeUnit::month:
                return "(" + part("year") + " * 12 + " + part("month") + ")";
            default:
                return "((" + dialect.epoch_seconds(column) + " + " +
                       std::to_string(bucket_origin + minutes * 60) + ") / " +
                       std::to_string(seconds_of(length)) + ")";
        }
    });
}

}  // namespace stead::model
