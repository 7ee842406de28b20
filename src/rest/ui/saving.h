#pragma once

#include <boost/json/fwd.hpp>
#include <functional>

#include "record/unit.h"

namespace stead::rest::ui {

// Sets a page's values on a record as it stands in the database. Throws Refused with the fields
// that do not exist or that the person may not set.
void set_values(record::Unit& unit, record::Record& record, const boost::json::object& values);

// Runs a write and says what a rule, a policy or a mandatory field refuses by field: Refused 422.
void write_or_refuse(record::Unit& unit, const record::Record& record,
                     const std::function<bool()>& write);

}  // namespace stead::rest::ui
