#include "model/condition_sql.h"
#include "model/sql_builder_state.h"

// Conditions that look into other rows. What the asker may not read is not there.
namespace stead::model {

namespace {

constexpr int most_ranked = 2000;  // older matches of a text search follow by age

void append(SqlPart& part, SqlPart more) {
    part.text += more.text;
    std::move(more.params.begin(), more.params.end(), std::back_inserter(part.params));
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

SqlBuilder ConditionSql::inner(const Table& table) {
    return SqlBuilder(builder_, table, environment_);
}

// Rows of `related.table` are counted by the value of the field that points here. When no row at
// all would do, the rows wanted are those that are not in the set with the wrong count.
SqlPart ConditionSql::related(const Related& related) {
    const auto& target = state().dictionary.get(related.table);
    const auto own = find_path(state().dictionary, state().table, related.own_field);
    const auto field = find_path(state().dictionary, target, related.field);
    if (!own || !field) return any_of({});
    auto rows = inner(target);
    const bool folded = pair_folded(own->last(), field->last());
    const auto paired = [&](const Field& each, const std::string& column) {
        if (folded) return state().compared(each, column);
        return domain_of(each) == Domain::folded ? column + " || ''" : column;
    };
    const auto pointer = folded ? paired(field->last(), rows.column(*field)) : rows.column(*field);
    ConditionSql inside(rows, environment_);
    rows.where(inside.guarded(*field, {rows.column(*field) + " IS NOT NULL", {}}));
    rows.where(inside.any_block(related.where));
    if (auto readable = environment_.readable(rows)) rows.where(std::move(*readable));

    const bool none_will_do = holds(0, related.comparison, related.count);
    const auto wanted = none_will_do ? opposite(related.comparison) : related.comparison;
    const bool any_count = holds(1, wanted == "<>" ? "!=" : wanted, related.count) &&
                           (wanted == ">=" || wanted == ">" || wanted == "<>") &&
                           related.count <= 1;
    const auto grouped = any_count ? pointer : paired(field->last(), rows.column(*field));
    const auto tail = any_count ? std::string()
                                : " GROUP BY " + grouped + " HAVING COUNT(*) " + wanted + " " +
                                      std::to_string(related.count);
    auto set = rows.build(grouped, tail);
    const auto column = paired(own->last(), builder_.column(*own));
    set.text = none_will_do ? "(" + column + " IS NULL OR " + column + " NOT IN (" + set.text + "))"
                            : column + " IN (" + set.text + ")";
    return guarded(*own, std::move(set));
}

std::optional<SqlPart> ConditionSql::readable_ids(const Table& target) {
    auto rows = inner(target);
    auto readable = environment_.readable(rows);
    if (!readable) return {};
    rows.where(std::move(*readable));
    return rows.build(rows.state_->quoted(rows.state_->alias(0), "sys_id"), "");
}

// A condition that walks to other rows holds only where the asker may read them.
SqlPart ConditionSql::guarded(const Path& path, SqlPart part) {
    std::vector<SqlPart> parts;
    for (std::size_t i = 1; i < path.steps.size(); ++i) {
        auto set = readable_ids(*path.tables[i]);
        if (!set) continue;
        const auto column = state().quoted(state().row_of(path, i), "sys_id");
        parts.push_back({column + " IN (" + set->text + ")", std::move(set->params)});
    }
    if (parts.empty()) return part;
    parts.push_back(std::move(part));
    return all_of(std::move(parts));
}

SqlPart ConditionSql::rows_showing(const Table& target, const Comparison& comparison) {
    auto rows = inner(target);
    Comparison shown{.path = display_path(state().dictionary, target)};
    const auto column = rows.column(shown.path);
    if (comparison.shown.empty()) {
        const auto& dialect = state().dialect;
        rows.where({dialect.like(state().as_text(shown.path.last(), column), "?"),
                    {dialect.like_pattern(comparison.values[0], comparison.open_start,
                                          comparison.open_end)}});
    } else {
        shown.values = comparison.shown;
        rows.where(any_value(shown, column));
    }
    return rows.build(rows.state_->quoted(rows.state_->alias(0), "sys_id"), "");
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
    rows.where({dialect.like(state().as_text(path.last(), rows.column(path)), "?"), {pattern}});
    auto members = rows.build("1", "");
    SqlPart part{"(" + dialect.like(column, "?") + " OR EXISTS (", {pattern}};
    append(part, std::move(members));
    part.text += "))";
    return part;
}

// The row itself, or one reached from it over rows that the asker may read.
SqlPart ConditionSql::below(const Comparison& comparison, const std::string& column) {
    const auto& dialect = state().dialect;
    const auto& target = *target_of(state().dictionary, comparison.path.last());
    const auto parent = "h." + dialect.quote(comparison.parent->column);
    const auto& root = comparison.values[0];
    const auto children =
        "SELECT h." + dialect.quote("sys_id") + " FROM " + dialect.quote(target.storage()) + " h";
    SqlPart filter;
    if (auto readable = readable_ids(target)) {
        filter.text = " AND h." + dialect.quote("sys_id") + " IN (";
        append(filter, std::move(*readable));
        filter.text += ")";
    }
    SqlPart part{"(" + column + " = ? OR " + column + " IN (WITH RECURSIVE below(id) AS (" +
                     children + " WHERE " + parent + " = ?",
                 {root, root}};
    append(part, filter);
    part.text += " UNION " + children + " JOIN below ON " + parent + " = below.id";
    append(part, std::move(filter));
    part.text += ") SELECT id FROM below))";
    return part;
}

// Full text where the table has an index of it and the asker may ask about all that it holds, else
// each word in any of the searchable fields that he may ask about.
SqlPart ConditionSql::words(const Comparison& comparison) {
    const auto& table = state().table;
    const auto& dialect = state().dialect;
    const auto fields = fields_to_search(table, environment_);
    if (fields.complete && table.text_index && dialect.name() == "sqlite")
        return words_in_index(comparison.values);
    std::vector<SqlPart> parts;
    for (const auto& word : comparison.values) {
        std::vector<SqlPart> places;
        for (const auto* field : fields.stored)
            places.push_back({dialect.like(builder_.column({{field}, {&table}}), "?"),
                              {dialect.like_pattern(word, true, true)}});
        parts.push_back(any_of(std::move(places)));
    }
    return all_of(std::move(parts));
}

SqlPart ConditionSql::words_in_index(const std::vector<std::string>& words) {
    std::string match;
    for (const auto& word : words) match += (match.empty() ? "\"" : " \"") + word + "\"*";
    const auto index = state().dialect.quote(state().table.storage() + "_fts");
    const auto matching = " FROM " + index + " WHERE " + index + " MATCH ?";
    state().ranking = SqlPart{"SELECT rowid AS id, rank AS place" + matching +
                                  " ORDER BY rowid DESC LIMIT " + std::to_string(most_ranked),
                              {match}};
    // The sign keeps the planner from going through all that match where it can walk in order.
    const SqlPart found{"SELECT rowid" + matching, {match}};
    const auto* sign = state().has_order && environment_.finds_many(found) ? "+" : "";
    return {sign + state().quoted(state().alias(0), "row_id") + " IN (" + found.text + ")",
            found.params};
}

}  // namespace stead::model
