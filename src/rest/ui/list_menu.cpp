#include "rest/ui/list_menu.h"

#include "engine/metadata.h"
#include "record/access.h"
#include "record/snapshot.h"
#include "record/words.h"

namespace stead::rest::ui {

namespace {

using engine::column;
using record::Permission;
using record::Unit;

constexpr std::string_view own_lists = "my_lists";

bool is_readable(Unit& unit, const std::string& name) {
    const auto* table = unit.dictionary().find(name);
    return table && unit.access(*table).may(Permission::read);
}

bool is_for(const Unit& unit, const record::MetadataRow& row) {
    return unit.session().has_any_role(column(row, "roles"));
}

MenuList list_from(const Unit& unit, const record::MetadataRow& row) {
    MenuList list;
    list.id = column(row, "sys_id");
    list.label = unit.words().text(row, "title");
    list.table = column(row, "table");
    list.query = column(row, "condition");
    list.columns = column(row, "columns");
    list.view = column(row, "view");
    list.tone = column(row, "tone");
    list.counted = column(row, "count_shown").empty() || engine::flag(row, "count_shown");
    return list;
}

MenuCategory category_from(Unit& unit, const record::MetadataRow& row) {
    MenuCategory category{column(row, "sys_id"),
                          unit.words().text(row, "title"),
                          column(row, "icon"),
                          unit.words().text(row, "description"),
                          {}};
    for (const auto& list : unit.snapshot().rows("sys_ux_list"))
        if (column(list, "category") == category.id && is_for(unit, list) &&
            is_readable(unit, column(list, "table")))
            category.lists.push_back(list_from(unit, list));
    return category;
}

MenuList list_from(const record::Record& row) {
    MenuList list;
    list.id = row.sys_id();
    list.label = row.get("title");
    list.table = row.get("table");
    list.query = row.get("condition");
    list.columns = row.get("columns");
    list.mine = true;
    return list;
}

MenuCategory lists_of(Unit& unit) {
    MenuCategory category{std::string(own_lists), unit.words().text("My lists"), {}, {}, {}};
    if (unit.session().user_id.empty() || !unit.dictionary().find("sys_ux_my_list"))
        return category;
    for (const auto& row : unit.rows_with("sys_ux_my_list", {{"user", unit.session().user_id}},
                                          "ORDERBYorder^ORDERBYtitle"))
        if (is_readable(unit, row.get("table"))) category.lists.push_back(list_from(row));
    return category;
}

// The list menu of this name; "" is that of categories which name none.
std::string configuration_named(const Unit& unit, std::string_view name) {
    for (const auto& row : unit.snapshot().rows("sys_ux_list_menu_config"))
        if (!name.empty() && column(row, "name") == name) return column(row, "sys_id");
    return {};
}

std::vector<MenuCategory> categories_of(Unit& unit, const std::string& configuration) {
    std::vector<MenuCategory> menu;
    for (const auto& row : unit.snapshot().rows("sys_ux_list_category")) {
        if (column(row, "configuration") != configuration || !is_for(unit, row)) continue;
        auto category = category_from(unit, row);
        if (!category.lists.empty()) menu.push_back(std::move(category));
    }
    return menu;
}

}  // namespace

std::vector<MenuCategory> portal_menu(Unit& unit) {
    const auto configuration = configuration_named(unit, "Portal");
    return configuration.empty() ? std::vector<MenuCategory>() : categories_of(unit, configuration);
}

std::vector<MenuCategory> list_menu(Unit& unit) {
    auto menu = categories_of(unit, {});
    auto own = lists_of(unit);
    if (!own.lists.empty()) menu.push_back(std::move(own));
    return menu;
}

std::optional<MenuList> find_list(Unit& unit, std::string_view id) {
    for (auto& menu : {list_menu(unit), portal_menu(unit)})
        for (const auto& category : menu)
            for (const auto& list : category.lists)
                if (list.id == id) return list;
    return {};
}

}  // namespace stead::rest::ui
