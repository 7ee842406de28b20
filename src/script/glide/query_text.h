#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::script {

// The conditions of a GlideRecord on their way to an encoded query. Clauses are joined by AND; a
// clause may hold alternatives (^OR) of its own.
class QueryText {
public:
    // Returns the clause, for addOrCondition and addCondition.
    std::size_t add(std::string term);
    void add_or(std::size_t clause, const std::string& term);
    void add_and(std::size_t clause, const std::string& term);
    // A whole encoded query, which may hold ^NQ, ORDERBY and GROUPBY.
    void add_encoded(std::string_view text);
    void order_by(std::string_view field, bool descending);
    void clear();

    bool empty() const { return clauses_.empty() && alternatives_.empty() && order_.empty(); }
    std::string conditions() const;  // without the order
    std::string text() const;

private:
    std::vector<std::string> clauses_;
    std::vector<std::string> alternatives_;  // of encoded queries with ^NQ, already multiplied out
    std::vector<std::string> order_;         // "ORDERBYx", "ORDERBYDESCx", "GROUPBYx"
};

// One condition as written in an encoded query. `op` is what scripts pass: "=", "IN", "CONTAINS",
// "DOES NOT CONTAIN", "ISEMPTY" …; the value is taken literally, also when it begins with
// "javascript:".
std::string query_term(std::string_view field, std::string_view op, std::string_view value);

}  // namespace stead::script
