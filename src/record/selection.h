#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/encoded_query.h"
#include "model/query_sql.h"
#include "record/table_access.h"
#include "record/unit_environment.h"

namespace stead::record {

class Unit;

// Which rows of a table a query means for the person of a unit: the query itself, before-query
// rules and access conditions, all in one SELECT.
class Selection {
public:
    enum class Origin { inside, outside };  // outside: refuses unreadable fields, guards scripts

    // `walked`: what the columns of the SELECT walk.
    Selection(Unit& unit, const model::Table& table, std::string_view query, Origin origin,
              const model::SqlJoins& walked = {});

    // Rows must satisfy these, too.
    void require(const std::vector<model::Condition>& conditions);

    const model::Table& table() const { return table_; }
    model::SqlBuilder& builder() { return builder_; }
    const std::vector<std::string>& dropped() const { return dropped_; }

    // Values of this path will be told, or something made of them: asked from outside, leaves out
    // rows where the person may not read them. Throws Error(forbidden) where he never may.
    void tell(std::string_view path);

    // How many rows there are.
    std::int64_t count();
    // For selections that scripts judge: asks about every row, then keeps only the readable ones of
    // this page. After it, limit and offset are used up. False: SQL alone is exact.
    bool settle_page(std::int64_t limit, std::int64_t offset);

private:
    void add_query(const model::EncodedQuery& query);
    void add_access();
    std::vector<std::string> readable_ids();

    Unit& unit_;
    const model::Table& table_;
    const Origin origin_;
    UnitEnvironment asker_, rule_;
    model::SqlBuilder builder_;
    const TableAccess* access_;
    std::vector<std::string> dropped_;
    bool nothing_ = false;
};

}  // namespace stead::record
