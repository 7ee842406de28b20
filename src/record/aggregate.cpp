#include "record/aggregate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/date_time.h"
#include "base/error.h"
#include "record/display.h"
#include "record/display_batch.h"
#include "record/selection.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using model::Kind;
using Function = Aggregate::Function;

constexpr std::array<std::string_view, 6> comparisons{"=", "!=", "<", "<=", ">", ">="};

[[noreturn]] void refuse(const std::string& detail) {
    throw base::Error(base::Status::bad_request, "Invalid query parameter", detail);
}

bool is_number(const model::Field& field) {
    return field.kind() == Kind::integer || field.kind() == Kind::decimal ||
           field.kind() == Kind::boolean;
}

// A value is added up as a number; durations are stored as points in time.
bool adds_up(Function function) {
    return function == Function::sum || function == Function::average;
}

// Writes the parts of one statement over the rows of a selection.
class Statement {
public:
    Statement(Unit& unit, Selection& selection)
        : dictionary_(unit.dictionary()),
          dialect_(unit.connection().dialect()),
          selection_(selection) {}

    // Every path that the statement tells anything about comes through here.
    model::Path path(const std::string& text) {
        auto path = model::find_path(dictionary_, selection_.table(), text);
        if (!path || path->last().column.empty()) refuse("There is no column " + text);
        selection_.tell(text);
        return *std::move(path);
    }

    std::string group(const std::string& text) {
        const auto path = this->path(text);
        const auto column = selection_.builder().column(path);
        return path.last().kind() == Kind::boolean ? "COALESCE(" + column + ", 0)" : column;
    }

    std::string expression(const Aggregate& wanted) {
        if (wanted.function == Function::count) return "COUNT(*)";
        const auto path = this->path(wanted.field);
        const auto column = selection_.builder().column(path);
        switch (wanted.function) {
            case Function::count_distinct:
                return "COUNT(DISTINCT " + column + ")";
            case Function::list:
                return "GROUP_CONCAT(" + column + ")";
            case Function::distinct:
                return "GROUP_CONCAT(DISTINCT " + column + ")";
            case Function::minimum:
                return "MIN(" + column + ")";
            case Function::maximum:
                return "MAX(" + column + ")";
            default:
                return added_up(wanted.function, path.last(), column);
        }
    }

    model::SqlPart having(const std::vector<AggregateRequest::Having>& conditions) {
        model::SqlPart part;
        for (const auto& one : conditions) {
            if (std::find(comparisons.begin(), comparisons.end(), one.op) == comparisons.end())
                refuse(one.op + " compares nothing");
            part.text += (part.text.empty() ? "" : " AND ") + expression(one.aggregate) + " " +
                         one.op + " ?";
            part.params.push_back(comparable(one));
        }
        return part;
    }

    std::string order(const AggregateRequest& request) {
        std::vector<std::string> terms;
        for (const auto& one : request.order)
            terms.push_back(dialect_.order(
                one.field.empty() ? expression(one.aggregate) : shown(one.field), one.descending));
        for (const auto& text : request.groups) terms.push_back(dialect_.order(group(text), false));
        return base::join(terms, ", ");
    }

private:
    std::string added_up(Function function, const model::Field& field, const std::string& column) {
        const std::string name = function == Function::sum ? "SUM(" : "AVG(";
        if (is_number(field)) return name + column + ")";
        if (field.kind() == Kind::duration) return name + dialect_.epoch_seconds(column) + ")";
        return "NULL";
    }

    // What a group is ordered by: each has one value of it.
    std::string shown(const std::string& text) {
        const auto path = this->path(text);
        if (path.last().kind() != Kind::reference) return group(text);
        return "MIN(" + selection_.builder().display_column(path) + ")";
    }

    // A count and a number are compared with a number, anything else with text.
    db::Param comparable(const AggregateRequest::Having& one) {
        const auto function = one.aggregate.function;
        const bool number = function == Function::count || function == Function::count_distinct ||
                            adds_up(function) || is_number(path(one.aggregate.field).last());
        if (!number) return one.value;
        const auto value = base::to_number(one.value);
        if (!value) refuse(one.value + " is no number");
        return *value;
    }

    const model::Dictionary& dictionary_;
    const db::Dialect& dialect_;
    Selection& selection_;
};

std::string duration(std::string_view seconds) {
    const auto number = base::to_number(seconds);
    if (!number || *number < 0) return {};
    return base::format_duration(
        std::chrono::seconds(static_cast<std::int64_t>(std::llround(*number))));
}

std::string wire(const model::Field* field, Function function, std::string_view stored) {
    if (!field || stored.empty()) return std::string(stored);
    if (adds_up(function)) {
        if (field->kind() == Kind::duration) return duration(stored);
        if (stored.ends_with(".0")) stored.remove_suffix(2);
        return std::string(stored);
    }
    if (function != Function::minimum && function != Function::maximum) return std::string(stored);
    return std::string(wire_value(*field, stored));
}

const model::Field* field_of(Unit& unit, const model::Table& table, const std::string& text) {
    const auto path = model::find_path(unit.dictionary(), table, text);
    return path ? &path->last() : nullptr;
}

std::vector<AggregateRow> rows_of(Unit& unit, const model::SqlPart& sql,
                                  const AggregateRequest& request, const model::Table& table) {
    std::vector<const model::Field*> groups, fields;
    for (const auto& text : request.groups) groups.push_back(field_of(unit, table, text));
    for (const auto& one : request.aggregates) fields.push_back(field_of(unit, table, one.field));
    std::vector<AggregateRow> rows;
    auto& statement = unit.connection().prepare(sql.text).bind_all(sql.params);
    while (statement.step()) {
        auto& row = rows.emplace_back();
        int column = 0;
        for (const auto* field : groups)
            row.groups.emplace_back(wire_value(*field, statement.text(column++)));
        for (std::size_t i = 0; i < fields.size(); ++i)
            row.values.push_back(
                wire(fields[i], request.aggregates[i].function, statement.text(column++)));
    }
    return rows;
}

}  // namespace

std::vector<AggregateRow> aggregate(Unit& unit, const AggregateRequest& request) {
    const auto& table = unit.dictionary().get(request.table);
    Selection selection(
        unit, table, request.query,
        request.query_from_outside ? Selection::Origin::outside : Selection::Origin::inside);
    Statement statement(unit, selection);
    std::vector<std::string> groups;
    for (const auto& text : request.groups) groups.push_back(statement.group(text));
    auto expressions = groups;
    for (const auto& one : request.aggregates) expressions.push_back(statement.expression(one));
    if (expressions.empty()) expressions.emplace_back("COUNT(*)");
    const auto having = statement.having(request.having);
    const auto order = statement.order(request);
    selection.settle_page(-1, 0);
    const auto sql = selection.builder().aggregate(expressions, groups, having, order,
                                                   request.limit, request.offset);
    return rows_of(unit, sql, request, table);
}

std::vector<std::string> displays_of(Unit& unit, const model::Field& field,
                                     const std::vector<std::string>& values) {
    const auto* target =
        field.kind() == Kind::reference ? unit.dictionary().find(field.reference) : nullptr;
    std::vector<std::string> shown;
    if (!target) {
        for (const auto& value : values) shown.push_back(display_of(unit, field, value));
        return shown;
    }
    DisplayBatch batch(unit);
    for (const auto& value : values) batch.want(*target, value);
    batch.fetch();
    for (const auto& value : values) {
        const auto found = batch.find(*target, value);
        shown.emplace_back(found.empty() && value == "global" ? std::string_view(value) : found);
    }
    return shown;
}

}  // namespace stead::record
