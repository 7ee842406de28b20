#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"

namespace stead::record {

// The columns of an SQL table; none: no such table.
std::vector<std::string> columns_of(db::Connection& connection, std::string_view table);

// Metadata rows read before there is a dictionary: which tables and columns exist is asked of the
// database itself.
class Catalog {
public:
    explicit Catalog(db::Connection& connection);

    // The values of one row, in the order of the names that were asked for; "" for a column that
    // does not exist.
    using Row = std::vector<std::string>;
    // Visits the rows of a metadata table in the order of their insertion.
    void each(std::string_view metadata_table, const std::vector<std::string>& names,
              const std::function<void(const Row&)>& visit);

private:
    std::string expression(const std::string& name, const std::vector<std::string>& columns) const;

    db::Connection& connection_;
    std::vector<std::string> shared_;  // columns of sys_metadata, where it exists
};

}  // namespace stead::record
