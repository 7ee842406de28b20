#pragma once

#include <string>

#include "record/unit.h"

namespace stead::rest::ui {

// Employees whose roles give them a list to work on belong into the workspace, everybody else into
// the portal.
bool works_in_workspace(record::Unit& unit);
std::string start_page(record::Unit& unit);

// The portal of a person: the first row of sp_portal that his roles allow.
struct Portal {
    std::string suffix = "csm", title;
};
Portal portal_of(const record::Unit& unit);

// A user as entries and cards name him, found by user_name. People who wrote something a reader may
// see are named to him, whatever else he may read of them.
struct Person {
    std::string sys_id, name;
    bool external = false;
    bool bot = false;  // the program itself
};
Person person_named(record::Unit& unit, const std::string& user_name);

}  // namespace stead::rest::ui
