#include "rest/ui/person.h"

#include "engine/metadata.h"
#include "record/lookup.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "rest/ui/list_menu.h"

namespace stead::rest::ui {

bool works_in_workspace(record::Unit& unit) {
    return !unit.session().user_id.empty() && !unit.session().is_external() &&
           !list_menu(unit).empty();
}

std::string start_page(record::Unit& unit) {
    return works_in_workspace(unit) ? "/now/cwf/agent/home" : "/" + portal_of(unit).suffix;
}

Portal portal_of(const record::Unit& unit) {
    for (const auto& row : unit.snapshot().rows("sp_portal"))
        if (unit.session().has_any_role(engine::column(row, "roles")))
            return {engine::column(row, "url_suffix"), engine::column(row, "title")};
    return {};
}

Person person_named(record::Unit& unit, const std::string& user_name) {
    Person person;
    person.name = user_name;
    if (user_name.empty() || user_name == "system") {
        person.name = "System";
        person.bot = true;
        return person;
    }
    const auto& users = unit.dictionary().get("sys_user");
    person.sys_id = record::find_sys_id(unit, users, "user_name", user_name);
    if (person.sys_id.empty()) return person;
    if (auto name = unit.display_value_of("sys_user", person.sys_id); !name.empty())
        person.name = std::move(name);
    if (const auto session = record::load_session(unit.store(), person.sys_id, record::Door::ui))
        person.external = session->is_external();
    return person;
}

}  // namespace stead::rest::ui
