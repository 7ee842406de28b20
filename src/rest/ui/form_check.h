#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "record/unit.h"

namespace stead::rest::ui {

// What a change on the page makes of other fields before it is saved: values that no longer fit the
// changed one are emptied, calculated fields are shown anew (contract.ts FormCheck).
std::string form_check_json(record::Unit& unit, const model::Table& table,
                            const std::string& sys_id, const boost::json::object& values,
                            const std::string& changed);

}  // namespace stead::rest::ui
