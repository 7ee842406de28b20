#pragma once

#include <string>
#include <vector>

#include "record/unit.h"

namespace stead::record {

// The steps by which the database finds the rows of a list, then those by which it counts them.
struct QueryPlan {
    std::vector<std::string> rows, count;
};
QueryPlan query_plan(Unit& unit, const ListRequest& request);

}  // namespace stead::record
