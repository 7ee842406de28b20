#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/comparison.h"
#include "model/query_sql.h"

namespace stead::model {

// Turns the conditions of an encoded query into SQL, for one builder and one asker. Placeholders
// stay `?`.
class ConditionSql {
public:
    ConditionSql(SqlBuilder& builder, const QueryEnvironment& environment)
        : builder_(builder), environment_(environment) {}

    SqlPart any_block(const std::vector<Block>& blocks);

private:
    std::optional<SqlPart> block(const Block& block);
    std::optional<SqlPart> clause(const Clause& clause);
    std::optional<SqlPart> condition(const Condition& condition);
    SqlPart related(const Related& related);

    // A test; empty where it makes no sense in a list.
    std::optional<SqlPart> test(const Comparison& comparison);
    SqlPart any_value(const Comparison& comparison, const std::string& column);
    SqlPart like(const Comparison& comparison, const std::string& column);
    SqlPart like_in_list(const Comparison& comparison, const std::string& column);
    SqlPart compare_fields(const Comparison& comparison, const std::string& column);
    SqlPart below(const Comparison& comparison, const std::string& column);
    SqlPart words(const Comparison& comparison);
    SqlPart guarded(const Path& path, SqlPart part);
    // SELECT sys_id FROM target WHERE <what it shows> <test>
    SqlPart rows_showing(const Table& target, const Comparison& comparison);

    std::string part_of(const Field& field, const std::string& column, const std::string& part);
    std::string bucket(const Field& field, const std::string& column, const std::string& unit);
    template <class Expression>
    std::string by_offset(const Field& field, const std::string& column, Expression expression);
    SqlBuilder inner(const Table& table);
    SqlBuilder::State& state();

    SqlBuilder& builder_;
    const QueryEnvironment& environment_;
};

}  // namespace stead::model
