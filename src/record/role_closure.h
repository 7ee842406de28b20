#pragma once

#include <string>
#include <vector>

#include "record/session.h"

namespace stead::record {

class Unit;

// Sys_ids of the groups that the user belongs to and of all groups above them.
std::vector<std::string> groups_of(Unit& unit, const std::string& user_sys_id);

// Names of all roles in force (platform.md §2.1): granted to the user, granted to these groups, and
// everything that those contain. Elevated roles are left out: they sleep until asked for.
NameSet roles_of(Unit& unit, const std::string& user_sys_id,
                 const std::vector<std::string>& groups);

}  // namespace stead::record
