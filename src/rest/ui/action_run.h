#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

#include "record/unit.h"
#include "rest/ui/actions.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest::ui {

// The action of this name that the table has. Throws Error(not_found).
const UiAction& action_named(const record::Unit& unit, const model::Table& table,
                             std::string_view name);

// Lays the values over the record and runs the script, all in the unit of the caller. Answers the
// address where the script sends the person; "" = nowhere. Throws Error(forbidden) when the action
// is not there for him now, Refused 422 when values or rules do not let it happen.
std::string run_on_record(record::Unit& unit, script::Scripts& scripts, const UiAction& action,
                          const model::Table& table, const std::string& sys_id,
                          const boost::json::object& values);

// The client's address for "table.do?sys_id=…"; other addresses as they are.
std::string client_address(const std::string& redirect);

}  // namespace stead::rest::ui
