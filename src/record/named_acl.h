#pragma once

#include <string_view>

namespace stead::record {

class Unit;

// May the person of the unit use what ACLs of this type and name guard: a web service
// ("REST_Endpoint"), a processor …? What no rule of that name guards is an administrator's only.
bool may_execute(Unit& unit, std::string_view type, std::string_view name);

}  // namespace stead::record
