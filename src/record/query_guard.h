#pragma once

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
// A field that the person may never read is refused with Error(forbidden). One that he may read in
// some rows narrows the query to these rows. One whose rules have scripts cannot be narrowed and is
// refused.
class QueryGuard {
public:
    QueryGuard(Unit& unit, model::SqlBuilder& builder, const model::Table& table)
        : unit_(unit), builder_(builder), table_(table) {}

    // Checks the query, narrows semi-joins in place, and adds what else must hold to the builder.
    void check(model::EncodedQuery& query);

private:
    void check_condition(const model::Condition& condition);
    void check_path(std::string_view path, Guard guard);
    void check_step(const model::Path& path, std::size_t step, std::string_view prefix,
                    Guard guard);
    void narrow(const model::Table& target, std::string_view prefix, const std::string& key,
                const std::function<const Decision&(const model::Table&)>& decision_of);
    void check_related(model::Related& related);
    void check_related_fields(const model::Related& related, const model::Table& target);

    Unit& unit_;
    model::SqlBuilder& builder_;
    const model::Table& table_;
    std::set<std::string> checked_;
};

}  // namespace stead::record
