#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/encoded_query.h"
#include "model/query_sql.h"
#include "record/table_access.h"

namespace stead::record {

// Keeps a query from telling what its author may not read (rest-api.md §3.1, platform.md §2.3):
// which rows it finds and how they are ordered may depend only on readable fields of readable rows.
//
// A field that the person may never read is refused with Error(forbidden), as is one whose rules
// have scripts. One that he may read in some rows narrows the query to these rows. Conditions that
// walk to other rows are narrowed where they stand (UnitEnvironment::readable), orders here.
class QueryGuard {
public:
    QueryGuard(Unit& unit, model::SqlBuilder& builder, const model::Table& table)
        : unit_(unit), builder_(builder), table_(table) {}

    void check(const model::EncodedQuery& query);
    // The same for a path whose values are told, or numbers made of them.
    void check_told(std::string_view path);

private:
    // A field that a condition asks about, as a path from the table of the condition.
    struct Named {
        std::string path;
        Guard guard;
    };
    std::vector<Named> named_by(const model::Condition& condition, const model::Table& table) const;
    void check_path(std::string_view path, Guard guard);
    void check_order(std::string_view path);
    void check_related(const model::Related& related);
    // Inside of a semi-join: a field that is not readable in every row is refused.
    void check_inner_path(const model::Table& table, std::string_view path, Guard guard);
    void check_rows_of(const model::Related& related);

    using DecisionOf = std::function<const Decision&(const TableAccess&)>;
    void narrow(const model::Table& target, std::string_view prefix, const std::string& key,
                const DecisionOf& decision_of);

    Unit& unit_;
    model::SqlBuilder& builder_;
    const model::Table& table_;
    std::set<std::string> checked_;
};

}  // namespace stead::record
