#include "model/query_sql.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "model/comparison.h"
#include "model/condition_sql.h"
#include "model/sql_builder_state.h"

namespace stead::model {

namespace {

std::string literal(std::string_view text) {
    return "'" + base::replace_all(std::string(text), "'", "''") + "'";
}

std::string joined(const std::vector<std::string>& parts) {
    return base::join(parts, ", ");
}

constexpr int most_weight = 3000;
constexpr int weight_of_select = 5;
constexpr std::size_t bytes_of_one_condition = 400;
constexpr std::size_t most_joins = 60;  // SQLite joins 64 tables
constexpr std::size_t most_orders = 60;

[[noreturn]] void refuse(const char* detail) {
    throw base::Error(base::Status::bad_request, "Invalid query parameter", detail);
}

// Does the SQL text use this alias? Aliases stand before `."column"`.
bool uses(std::string_view text, const std::string& alias) {
    const std::string wanted = alias + ".\"";
    for (auto at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1))
        if (at == 0 ||
            !(std::isalnum(static_cast<unsigned char>(text[at - 1])) || text[at - 1] == '_'))
            return true;
    return false;
}

// Numbers the placeholders where the dialect wants it; `?` in quotes is text.
std::string with_placeholders(std::string text, const db::Dialect& dialect) {
    if (dialect.placeholder(1) == "?") return text;
    std::string result;
    char quote = 0;
    int index = 0;
    for (const char c : text) {
        if (quote == 0 && (c == '\'' || c == '"'))
            quote = c;
        else if (c == quote)
            quote = 0;
        if (c == '?' && quote == 0)
            result += dialect.placeholder(++index);
        else
            result += c;
    }
    return result;
}

}  // namespace

std::unique_ptr<SqlPart> QueryEnvironment::readable(SqlBuilder&) const {
    return nullptr;
}

// --- State

std::string SqlBuilder::State::alias(std::size_t index) const {
    const auto number = std::to_string(index);
    return depth == 0 ? "t" + number : "s" + std::to_string(depth) + "_" + number;
}

std::string SqlBuilder::State::quoted(const std::string& alias, std::string_view column) const {
    return alias + "." + dialect.quote(column);
}

Path SqlBuilder::State::shown(const Path& path) const {
    const auto& field = path.last();
    const auto* target = field.kind() == Kind::reference ? target_of(dictionary, field) : nullptr;
    auto whole = path;
    if (!target) return whole;
    const auto rest = display_path(dictionary, *target);
    whole.steps.insert(whole.steps.end(), rest.steps.begin(), rest.steps.end());
    whole.tables.insert(whole.tables.end(), rest.tables.begin(), rest.tables.end());
    return whole;
}

std::string SqlBuilder::State::compared(const Field& field, std::string expression) const {
    return domain_of(field) == Domain::folded ? dialect.folded(expression) : expression;
}

std::string SqlBuilder::State::as_text(const Field& field, std::string column) const {
    return domain_of(field) == Domain::number ? "CAST(" + column + " AS TEXT)" : column;
}

void SqlBuilder::State::weigh(const SqlPart& part) {
    *weight += 1 + static_cast<int>(part.text.size() / bytes_of_one_condition);
    for (auto at = part.text.find("SELECT"); at != std::string::npos;
         at = part.text.find("SELECT", at + 1))
        *weight += weight_of_select;
    if (*weight > most_weight) refuse("The query has too many conditions");
}

std::string SqlBuilder::State::join(const std::string& key, const Table& joined_table,
                                    const std::string& on) {
    const auto [found, is_new] = joins.aliases.emplace(key, alias(joins.list.size() + 1));
    if (!is_new) return found->second;
    if (joins.list.size() >= most_joins) refuse("The query walks to too many other records");
    const auto& row = found->second;
    auto text = " LEFT JOIN " + dialect.quote(joined_table.storage()) + " " + row + " ON " +
                quoted(row, "sys_id") + " = " + on;
    if (&joined_table != joined_table.root) text += " AND " + class_filter(row, joined_table);
    joins.list.push_back({row, std::move(text)});
    return row;
}

std::string SqlBuilder::State::row_of(const Path& path, std::size_t step) {
    const Table* expected = &table;
    std::string row = alias(0);
    if (step > 0) {
        const auto& reference = *path.steps[step - 1];
        const auto from = quoted(row_of(path, step - 1), reference.column);
        expected = &dictionary.get(reference.reference);
        row = join(from + "#" + expected->name, *expected, from);
    }
    const auto& wanted = *path.tables[step];
    if (expected->is_a(wanted.name)) return row;
    // `ref_<table>`: the same row, if it is of that class.
    return join(row + "#" + wanted.name, wanted, quoted(row, "sys_id"));
}

std::string SqlBuilder::State::column(const Path& path) {
    if (path.last().column.empty()) return "NULL";
    return quoted(row_of(path, path.steps.size() - 1), path.last().column);
}

std::string SqlBuilder::State::class_filter(const std::string& alias, const Table& wanted) const {
    std::vector<std::string> names;
    for (const auto& name : wanted.descendants) names.push_back(literal(name));
    const auto column = quoted(alias, "sys_class_name");
    return names.size() == 1 ? column + " = " + names[0] : column + " IN (" + joined(names) + ")";
}

void SqlBuilder::State::keep_to_class() {
    if (&table != table.root)
        where.push_back({dialect.usually_true(class_filter(alias(0), table)), {}});
}

std::string SqlBuilder::State::joins_for(std::vector<std::string_view> used) const {
    const auto& list = joins.list;
    std::vector<bool> needed(list.size());
    for (std::size_t i = list.size(); i-- > 0;) {
        const auto names_it = [&](std::string_view text) { return uses(text, list[i].alias); };
        needed[i] = std::any_of(used.begin(), used.end(), names_it);
        if (needed[i]) used.push_back(list[i].text);
    }
    std::string text;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (needed[i]) text += list[i].text;
    return text;
}

// --- SqlBuilder

SqlBuilder::SqlBuilder(const Dictionary& dictionary, const Table& table, const db::Dialect& dialect,
                       const QueryEnvironment& environment, const SqlJoins& start)
    : state_(new State{dictionary, table, dialect, environment, 0, start}) {
    state_->keep_to_class();
}

SqlBuilder::SqlBuilder(const SqlBuilder& outer, const Table& table,
                       const QueryEnvironment& environment)
    : state_(new State{outer.state_->dictionary, table, outer.state_->dialect, environment,
                       outer.state_->depth + 1}) {
    state_->weight = outer.state_->weight;
    state_->keep_to_class();
}

SqlBuilder::~SqlBuilder() = default;

const Table& SqlBuilder::table() const {
    return state_->table;
}

const SqlJoins& SqlBuilder::joins() const {
    return state_->joins;
}

const std::vector<std::string>& SqlBuilder::dropped() const {
    return state_->dropped;
}

std::string SqlBuilder::column(const Path& path) {
    return state_->column(path);
}

std::string SqlBuilder::display_column(const Path& path) {
    const auto shown = state_->shown(path);
    const auto& field = path.last();
    if (shown.steps.size() > path.steps.size()) return column(shown);
    if (field.choices.empty() || field.column.empty()) return column(path);
    const auto value = column(path);
    std::string text = "CASE";
    for (const auto& choice : field.choices)
        if (domain_of(field) != Domain::number || base::to_integer(choice.value))
            text += " WHEN " + value + " = " +
                    (domain_of(field) == Domain::number ? choice.value : literal(choice.value)) +
                    " THEN " + literal(choice.label);
    return text == "CASE" ? value : text + " ELSE CAST(" + value + " AS TEXT) END";
}

SqlPart SqlBuilder::condition(const EncodedQuery& query) {
    return condition(query, state_->environment);
}

SqlPart SqlBuilder::condition(const EncodedQuery& query, const QueryEnvironment& environment) {
    if (!query.order.empty()) state_->has_order = true;
    return ConditionSql(*this, environment).any_block(query.any);
}

void SqlBuilder::where(SqlPart part) {
    state_->where.push_back(std::move(part));
}

void SqlBuilder::order_by(const std::vector<Order>& order) {
    auto sorted = order;
    std::stable_partition(sorted.begin(), sorted.end(), [](const Order& o) { return o.group; });
    std::vector<std::string> terms;
    std::set<std::string> sorted_by;
    for (const auto& term : sorted) {
        const auto path = find_path(state_->dictionary, state_->table, term.field);
        if (!path || path->last().column.empty()) continue;
        check_query_access(*path, true, state_->environment);
        const auto shown = state_->shown(*path);
        const auto expression = state_->compared(shown.last(), column(shown));
        if (!sorted_by.insert(expression).second) continue;
        if (terms.size() >= most_orders) refuse("The query sorts by too many fields");
        terms.push_back(state_->dialect.order(expression, term.descending));
    }
    const auto id = state_->quoted(state_->alias(0), "sys_id");
    if (terms.empty() && state_->ranking) terms = {"ranked.place IS NULL", "ranked.place"};
    const auto by_id = [&](const std::string& term) { return term.starts_with(id); };
    if (std::none_of(terms.begin(), terms.end(), by_id)) terms.push_back(id);
    state_->order = " ORDER BY " + joined(terms);
}

SqlPart SqlBuilder::build(const std::string& expressions, const std::string& tail) const {
    const auto& state = *state_;
    auto where = all_of(state.where);
    SqlPart part;
    const bool is_ranked = tail.find("ranked.place") != std::string::npos;
    if (is_ranked) {
        part = *state.ranking;
        part.text = "WITH ranked AS MATERIALIZED (" + part.text + ") ";
    }
    part.text += "SELECT " + expressions + " FROM " + state.dialect.quote(state.table.storage()) +
                 " " + state.alias(0) + state.joins_for({expressions, where.text, tail});
    if (is_ranked)
        part.text += " LEFT JOIN ranked ON ranked.id = " + state.quoted(state.alias(0), "row_id");
    if (!state.where.empty()) part.text += " WHERE " + where.text;
    part.text += tail;
    std::move(where.params.begin(), where.params.end(), std::back_inserter(part.params));
    return part;
}

SqlPart SqlBuilder::select(const std::vector<std::string>& expressions, std::int64_t limit,
                           std::int64_t offset) const {
    return select_text(joined(expressions), limit, offset);
}

SqlPart SqlBuilder::select_text(const std::string& expressions, std::int64_t limit,
                                std::int64_t offset) const {
    auto part = build(expressions, state_->order + state_->dialect.limit(limit, offset));
    part.text = with_placeholders(std::move(part.text), state_->dialect);
    return part;
}

SqlPart SqlBuilder::count() const {
    auto part = build("COUNT(*)", "");
    part.text = with_placeholders(std::move(part.text), state_->dialect);
    return part;
}

SqlPart SqlBuilder::aggregate(const std::vector<std::string>& expressions,
                              const std::vector<std::string>& group, SqlPart having,
                              std::string_view order, std::int64_t limit,
                              std::int64_t offset) const {
    std::string tail;
    if (!group.empty()) tail += " GROUP BY " + joined(group);
    if (!having.text.empty()) tail += " HAVING " + having.text;
    if (!order.empty()) tail += " ORDER BY " + std::string(order);
    auto part = build(joined(expressions), tail + state_->dialect.limit(limit, offset));
    part.params.insert(part.params.end(), having.params.begin(), having.params.end());
    part.text = with_placeholders(std::move(part.text), state_->dialect);
    return part;
}

}  // namespace stead::model
