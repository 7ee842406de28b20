#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

#include "record/unit.h"

namespace stead::rest::ui {

// A record as it stands on a page: what is stored ("-1": defaults), with the page's values over it.
// It is asked, not written. Throws Error(not_found).
record::Record draft_record(record::Unit& unit, const model::Table& table, std::string_view sys_id,
                            const boost::json::object& values);

// A new record with its defaults, laid over by `a=b^c=d`. Fields that the person may not set stay.
record::Record new_record(record::Unit& unit, const model::Table& table, std::string_view prefill);

// The same transaction for conditions and scripts of metadata rows: the person, not bound.
record::Unit trusted(record::Unit& unit);

}  // namespace stead::rest::ui
