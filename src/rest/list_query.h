#pragma once

#include <string>

#include "record/unit.h"
#include "rest/call.h"

namespace stead::rest {

// The condition of a call about many rows: sysparm_query, narrowed by `field=value` parameters
// (rest-api.md §2.2). Names that are no path of the table are ignored.
std::string list_query(const Call& call, const record::Unit& unit, const model::Table& table);

}  // namespace stead::rest
