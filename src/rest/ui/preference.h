#pragma once

#include <map>
#include <string>

#include "rest/call.h"

namespace stead::rest::ui {

// What the person chose, over what is chosen for everybody.
std::map<std::string, std::string> preferences(record::Unit& unit);

// "" removes it. The unit may write.
void store_preference(record::Unit& unit, const std::string& name, const std::string& value);

void set_preference(Call& call);  // PUT preference/{name}
void save_list(Call& call);       // POST list_menu
void remove_list(Call& call);     // DELETE list_menu/{id}

}  // namespace stead::rest::ui
