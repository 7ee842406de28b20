#pragma once

#include <string>
#include <vector>

#include "record/unit.h"

namespace stead::rest::ui {

// One entry of the workspace's list menu, as its row says it.
struct MenuList {
    std::string id, label, table, query, columns, view, tone;
    bool counted = true;
    bool mine = false;  // a list that the person saved
};

struct MenuCategory {
    std::string id, label, icon, description;
    std::vector<MenuList> lists;
};

// What the menu shows to the person of the unit: shared lists by role, then his own; only lists of
// tables that he may read.
std::vector<MenuCategory> list_menu(record::Unit& unit);

// What the portals show: the categories of the list menu "Portal", in the same way.
std::vector<MenuCategory> portal_menu(record::Unit& unit);

// The list of this id if one of the two menus shows it.
std::optional<MenuList> find_list(record::Unit& unit, std::string_view id);

}  // namespace stead::rest::ui
