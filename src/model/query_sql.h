#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"
#include "db/dialect.h"
#include "model/dictionary.h"
#include "model/encoded_query.h"
#include "model/query_environment.h"

namespace stead::model {

// A piece of SQL with the values of its `?` placeholders, in order.
struct SqlPart {
    std::string text;
    std::vector<db::Param> params;
};
SqlPart all_of(std::vector<SqlPart> parts);  // no parts: true
SqlPart any_of(std::vector<SqlPart> parts);  // no parts: false

// The references that a statement walks. A builder may go on from what another one has walked, so
// that columns which were planned once fit into it.
struct SqlJoins {
    struct Join {
        std::string alias, text;
    };
    std::vector<Join> list;                      // in the order in which they build on each other
    std::map<std::string, std::string> aliases;  // by where the join starts
};

// Builds one SELECT: columns and conditions may dot-walk; every reference that is walked is joined
// once (LEFT JOIN), whichever part of the statement walks it. The queried table has the alias `t0`;
// rows of other classes in the same SQL table are left out.
class SqlBuilder {
public:
    SqlBuilder(const Dictionary& dictionary, const Table& table, const db::Dialect& dialect,
               const QueryEnvironment& environment, const SqlJoins& start = {});
    ~SqlBuilder();

    // The SQL expression of a path, joining what it needs: t2."name".
    std::string column(const Path& path);
    // What the path shows, for sorting: the target's display column for a reference, the label of
    // the choice for a choice, the column otherwise.
    std::string display_column(const Path& path);

    // The query's condition (its order is left aside) as a part, joining what it needs.
    SqlPart condition(const EncodedQuery& query);
    // The same for another asker, such as a rule that narrows what a person's own query finds.
    SqlPart condition(const EncodedQuery& query, const QueryEnvironment& environment);
    // Conditions that were left out because they cannot be read or their script failed.
    const std::vector<std::string>& dropped() const;
    void where(SqlPart part);  // rows must satisfy it too
    // A text search without an order puts what fits best first. sys_id is appended, so that pages
    // are stable.
    void order_by(const std::vector<Order>& order);

    // The finished statements, with the dialect's placeholders. limit < 0: all rows.
    SqlPart select(const std::vector<std::string>& expressions, std::int64_t limit,
                   std::int64_t offset) const;
    // The same for expressions that stand in one text, with commas between them.
    SqlPart select_text(const std::string& expressions, std::int64_t limit,
                        std::int64_t offset) const;
    SqlPart count() const;  // of the same rows; joins only what the conditions need
    // An aggregate over the same rows: SELECT expressions … GROUP BY group HAVING … ORDER BY order.
    SqlPart aggregate(const std::vector<std::string>& expressions,
                      const std::vector<std::string>& group, SqlPart having, std::string_view order,
                      std::int64_t limit = -1, std::int64_t offset = 0) const;

    const Table& table() const;
    const SqlJoins& joins() const;

private:
    friend class ConditionSql;
    // For a select inside another one: its aliases are others, and it counts to the same weight.
    SqlBuilder(const SqlBuilder& outer, const Table& table, const QueryEnvironment& environment);
    SqlPart build(const std::string& expressions, const std::string& tail) const;

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace stead::model
