#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/comparison.h"
#include "model/query_sql.h"

namespace stead::model {

// Turns the conditions of an encoded query into SQL, for one builder and one asker. Placeholders
// stay `?`. Written in three files: structure and values (condition_sql.cpp), other rows
// (condition_sql_rows.cpp), other fields and parts of dates (condition_sql_dates.cpp).
class ConditionSql {
public:
    ConditionSql(SqlBuilder& builder, const QueryEnvironment& environment)
        : builder_(builder), environment_(environment) {}

    SqlPart any_block(const std::vector<Block>& blocks);

private:
    // A condition, and what it means; empty where it means nothing.
    struct Resolved {
        const Condition* condition;
        std::optional<Comparison> comparison;
    };
    std::optional<SqlPart> block(const Block& block);
    std::optional<SqlPart> clause(const Clause& clause);
    // Several `=` and `IN` of one field in one clause become one list.
    std::vector<Resolved> resolve_all(const std::vector<Condition>& conditions);
    std::optional<SqlPart> condition(const Resolved& resolved);
    SqlPart related(const Related& related);

    // A test; empty where it makes no sense in a list.
    std::optional<SqlPart> test(const Comparison& comparison);
    std::optional<SqlPart> test_value(const Comparison& comparison, const std::string& column);
    SqlPart ordered(const Comparison& comparison, const std::string& column);
    SqlPart any_value(const Comparison& comparison, const std::string& column);
    SqlPart like(const Comparison& comparison, const std::string& column);
    SqlPart like_in_list(const Comparison& comparison, const std::string& column);
    SqlPart compare_fields(const Comparison& comparison, const std::string& column);
    SqlPart below(const Comparison& comparison, const std::string& column);
    SqlPart words(const Comparison& comparison);
    SqlPart words_in_index(const std::vector<std::string>& words);
    SqlPart guarded(const Path& path, SqlPart part);
    // SELECT sys_id FROM target WHERE <what it shows> <test>
    SqlPart rows_showing(const Table& target, const Comparison& comparison);
    // SELECT sys_id FROM target WHERE <the asker may read it>; empty: all
    std::optional<SqlPart> readable_ids(const Table& target);

    std::string part_of(const Field& field, const std::string& column, const std::string& part);
    std::string bucket(const Field& field, const std::string& column, const std::string& unit);
    template <class Expression>
    std::string by_offset(const Field& field, const std::string& column, Expression expression);
    SqlBuilder inner(const Table& table);
    SqlBuilder::State& state();

    SqlBuilder& builder_;
    const QueryEnvironment& environment_;
};

// The operator between spaces, as SQL spells it.
std::string sql_sign(Operator op);

}  // namespace stead::model
