#include "model/condition_sql.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/text.h"
#include "model/sql_builder_state.h"

namespace stead::model {

namespace {

using Test = Comparison::Test;
using Part = std::optional<SqlPart>;

void append(SqlPart& part, SqlPart more) {
    part.text += more.text;
    std::move(more.params.begin(), more.params.end(), std::back_inserter(part.params));
}

db::Param param(const Field& field, const std::string& value) {
    if (domain_of(field) != Domain::number) return value;
    if (const auto integer = base::to_integer(value)) return *integer;
    return base::to_number(value).value_or(0);
}

std::string sign(Operator op) {
    return " " + std::string(op == Operator::not_equals ? "<>" : spelling(op)) + " ";
}

SqlPart negated(const std::string& column, SqlPart part) {
    return {"(" + column + " IS NOT NULL AND NOT (" + part.text + "))", std::move(part.params)};
}

bool holds(std::int64_t count, const std::string& comparison, std::int64_t number) {
    if (comparison == "=") return count == number;
    if (comparison == "!=") return count != number;
    if (comparison == ">") return count > number;
    if (comparison == ">=") return count >= number;
    if (comparison == "<") return count < number;
    return count <= number;
}

std::string opposite(const std::string& comparison) {
    if (comparison == "=") return "<>";
    if (comparison == "!=") return "=";
    if (comparison == ">") return "<=";
    if (comparison == ">=") return "<";
    if (comparison == "<") return ">=";
    return ">";
}

}  // namespace

SqlBuilder::State& ConditionSql::state() {
    return *builder_.state_;
}

SqlBuilder ConditionSql::inner(const Table& table) {
    return SqlBuilder(state().dictionary, table, state().dialect, environment_, state().depth + 1);
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
    for (const auto& each : clause.any)
        if (auto part = condition(each)) parts.push_back(std::move(*part));
    for (const auto& each : clause.related) parts.push_back(related(each));
    if (parts.empty()) return {};
    return any_of(std::move(parts));
}

Part ConditionSql::condition(const Condition& condition) {
    const auto comparison = resolve(condition, state().dictionary, state().table, environment_);
    auto part = comparison ? test(*comparison) : std::nullopt;
    if (part) return part;
    state().dropped.push_back(condition.field + std::string(spelling(condition.op)) +
                              condition.value);
    if (environment_.strict()) return any_of({});
    return {};
}

// Rows of `related.table` are counted by the value of the field that points here. When no row at
// all would do, the rows wanted are those that are not in the set with the wrong count.
SqlPart ConditionSql::related(const Related& related) {
    const auto& target = state().dictionary.get(related.table);
    const auto own = find_path(state().dictionary, state().table, related.own_field);
    const auto field = find_path(state().dictionary, target, related.field);
    if (!own || !field) return any_of({});
    auto rows = inner(target);
    const auto pointer = rows.column(*field);
    rows.where({pointer + " IS NOT NULL", {}});
    rows.where(ConditionSql(rows, environment_).any_block(related.where));
    if (auto readable = environment_.readable(rows)) rows.where(std::move(*readable));

    const bool none_will_do = holds(0, related.comparison, related.count);
    const auto wanted = none_will_do ? opposite(related.comparison) : related.comparison;
    const bool any_count = holds(1, wanted == "<>" ? "!=" : wanted, related.count) &&
                           (wanted == ">=" || wanted == ">" || wanted == "<>") &&
                           related.count <= 1;
    const auto tail = any_count ? std::string()
                                : " GROUP BY " + pointer + " HAVING COUNT(*) " + wanted + " " +
                                      std::to_string(related.count);
    auto set = rows.build(pointer, tail);
    const auto column = builder_.column(*own);
    if (!none_will_do) return {column + " IN (" + set.text + ")", std::move(set.params)};
    return {"(" + column + " IS NULL OR " + column + " NOT IN (" + set.text + "))",
            std::move(set.params)};
}

// A condition that walks to other rows holds only where the asker may read them.
SqlPart ConditionSql::guarded(const Path& path, SqlPart part) {
    std::vector<SqlPart> parts;
    for (std::size_t i = 1; i < path.steps.size(); ++i) {
        auto rows = inner(*path.tables[i]);
        auto readable = environment_.readable(rows);
        if (!readable) continue;
        rows.where(std::move(*readable));
        auto set = rows.build(rows.state_->quoted(rows.state_->alias(0), "sys_id"), "");
        const auto column = state().quoted(state().row_of(path, i), "sys_id");
        parts.push_back({column + " IN (" + set.text + ")", std::move(set.params)});
    }
    if (parts.empty()) return part;
    parts.push_back(std::move(part));
    return all_of(std::move(parts));
}

// --- tests

Part ConditionSql::test(const Comparison& comparison) {
    if (comparison.test == Test::words) return words(comparison);
    if (comparison.test == Test::related) {
        std::vector<SqlPart> parts;
        for (const auto& each : comparison.related) parts.push_back(related(each));
        return guarded(comparison.path, all_of(std::move(parts)));
    }
    const auto& field = comparison.path.last();
    const auto column = builder_.column(comparison.path);
    const auto bound = [&](std::string text) -> Part {
        SqlPart part{std::move(text), {}};
        for (const auto& value : comparison.values) part.params.push_back(param(field, value));
        return guarded(comparison.path, std::move(part));
    };
    const auto plain = [&](SqlPart part) -> Part {
        return guarded(comparison.path, std::move(part));
    };
    switch (comparison.test) {
        case Test::never:
            return any_of({});
        case Test::always:
            return all_of({});
        case Test::empty:
            return plain({column + " IS NULL", {}});
        case Test::not_empty:
            return plain({column + " IS NOT NULL", {}});
        case Test::is_true:
            return plain({column + " = 1", {}});
        case Test::is_false:
            return plain({"(" + column + " IS NULL OR " + column + " = 0)", {}});
        case Test::any_of:
            return plain(any_value(comparison, column));
        case Test::none_of:
            return plain(negated(column, any_value(comparison, column)));
        case Test::compare:
            return bound(column + sign(comparison.op) + "?");
        case Test::inside:
            return bound(column + " BETWEEN ? AND ?");
        case Test::outside:
            return bound(column + " NOT BETWEEN ? AND ?");
        case Test::like:
            return plain(like(comparison, column));
        case Test::not_like:
            return plain(negated(column, like(comparison, column)));
        case Test::below:
            return plain(below(comparison, column));
        case Test::compare_field:
        case Test::same_part:
        case Test::other_part:
        case Test::distance:
            return guarded(*comparison.other,
                           guarded(comparison.path, compare_fields(comparison, column)));
        case Test::compare_part:
            return plain({part_of(field, column, comparison.part) + sign(comparison.op) +
                              std::to_string(comparison.number),
                          {}});
        default:
            return {};
    }
}

SqlPart ConditionSql::any_value(const Comparison& comparison, const std::string& column) {
    const auto& field = comparison.path.last();
    SqlPart values{column + (comparison.values.size() == 1 ? " = ?" : " IN (?"), {}};
    for (std::size_t i = 1; i < comparison.values.size(); ++i) values.text += ",?";
    if (comparison.values.size() > 1) values.text += ")";
    for (const auto& value : comparison.values) values.params.push_back(param(field, value));
    if (comparison.shown.empty()) return values;
    auto rows = rows_showing(*target_of(state().dictionary, field), comparison);
    rows.text = column + " IN (" + rows.text + ")";
    return any_of({std::move(values), std::move(rows)});
}

SqlPart ConditionSql::rows_showing(const Table& target, const Comparison& comparison) {
    auto rows = inner(target);
    Comparison shown{.path = display_path(state().dictionary, target)};
    const auto column = rows.column(shown.path);
    if (comparison.shown.empty()) {
        const auto& dialect = state().dialect;
        rows.where({dialect.like(column, "?"),
                    {dialect.like_pattern(comparison.values[0], comparison.open_start,
                                          comparison.open_end)}});
    } else {
        shown.values = comparison.shown;
        if (domain_of(shown.path.last()) == Domain::number)
            std::erase_if(shown.values,
                          [](const std::string& text) { return !base::to_number(text); });
        rows.where(shown.values.empty() ? any_of({}) : any_value(shown, column));
    }
    return rows.build(rows.state_->quoted(rows.state_->alias(0), "sys_id"), "");
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
    const auto text = domain_of(field) == Domain::number ? "CAST(" + column + " AS TEXT)" : column;
    return {
        dialect.like(text, "?"),
        {dialect.like_pattern(comparison.values[0], comparison.open_start, comparison.open_end)}};
}

// Some member of the list shows the text; or the list itself holds it, as with mail addresses.
SqlPart ConditionSql::like_in_list(const Comparison& comparison, const std::string& column) {
    const auto& dialect = state().dialect;
    const auto& target = *target_of(state().dictionary, comparison.path.last());
    auto rows = inner(target);
    const auto id = rows.state_->quoted(rows.state_->alias(0), "sys_id");
    const auto path = display_path(state().dictionary, target);
    const auto pattern =
        dialect.like_pattern(comparison.values[0], comparison.open_start, comparison.open_end);
    rows.where({"',' || " + column + " || ',' LIKE '%,' || " + id + " || ',%'", {}});
    rows.where({dialect.like(rows.column(path), "?"), {pattern}});
    auto members = rows.build("1", "");
    SqlPart part{"(" + dialect.like(column, "?") + " OR EXISTS (", {pattern}};
    append(part, std::move(members));
    part.text += "))";
    return part;
}

SqlPart ConditionSql::below(const Comparison& comparison, const std::string& column) {
    const auto& dialect = state().dialect;
    const auto& target = *target_of(state().dictionary, comparison.path.last());
    return {column + " IN (WITH RECURSIVE below(id) AS (SELECT CAST(? AS TEXT) UNION SELECT h." +
                dialect.quote("sys_id") + " FROM " + dialect.quote(target.storage()) +
                " h JOIN below ON h." + dialect.quote(comparison.parent->column) +
                " = below.id) SELECT id FROM below)",
            {comparison.values[0]}};
}

// Full text where the table has an index of it, else each word in any of the searchable fields.
SqlPart ConditionSql::words(const Comparison& comparison) {
    const auto& table = state().table;
    const auto& dialect = state().dialect;
    if (table.text_index && dialect.name() == "sqlite") {
        std::string match;
        for (const auto& word : comparison.values)
            match += (match.empty() ? "\"" : " \"") + word + "\"*";
        const auto index = dialect.quote(table.storage() + "_fts");
        return {state().quoted(state().alias(0), "row_id") + " IN (SELECT rowid FROM " + index +
                    " WHERE " + index + " MATCH ?)",
                {match}};
    }
    std::vector<SqlPart> parts;
    for (const auto& word : comparison.values) {
        std::vector<SqlPart> places;
        for (const auto* field : searchable_fields(table))
            places.push_back({dialect.like(builder_.column({{field}, {&table}}), "?"),
                              {dialect.like_pattern(word, true, true)}});
        parts.push_back(any_of(std::move(places)));
    }
    return all_of(std::move(parts));
}

// --- fields against fields, and parts of dates

SqlPart ConditionSql::compare_fields(const Comparison& comparison, const std::string& column) {
    const auto& field = comparison.path.last();
    const auto& other_field = comparison.other->last();
    const auto other = builder_.column(*comparison.other);
    const auto& dialect = state().dialect;
    switch (comparison.test) {
        case Test::same_part:
        case Test::other_part:
            return {bucket(field, column, comparison.part) +
                        (comparison.test == Test::same_part ? " = " : " <> ") +
                        bucket(other_field, other, comparison.part),
                    {}};
        case Test::distance: {
            const auto distance =
                "(" + dialect.epoch_seconds(column) + " - " + dialect.epoch_seconds(other) + ")";
            const auto number = std::to_string(comparison.number);
            if (comparison.op == Operator::greater) return {distance + " > " + number, {}};
            return {"(" + distance + " >= 0 AND " + distance + " < " + number + ")", {}};
        }
        default:
            if (domain_of(field) == Domain::boolean)
                return {"COALESCE(" + column + ", 0)" + sign(comparison.op) + "COALESCE(" + other +
                            ", 0)",
                        {}};
            return {column + sign(comparison.op) + other, {}};
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
