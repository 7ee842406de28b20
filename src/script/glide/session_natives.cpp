#include "record/session.h"

#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"
#include "script/glide/api.h"
#include "script/glide/call.h"
#include "script/runtime.h"

// Who acts, and what the properties say.
namespace stead::script {
namespace {

const record::Session& session_of(Arguments& args) {
    return call_of(args).unit.session();
}

bool is_interactive(record::Door door) {
    return door == record::Door::ui || door == record::Door::chat || door == record::Door::rest;
}

Value session(Arguments& args) {
    const auto& session = session_of(args);
    List groups(session.groups.begin(), session.groups.end());
    return Members{{"userId", session.user_id},
                   {"userName", session.user_name},
                   {"displayName", session.display_name},
                   {"email", session.email},
                   {"company", session.company},
                   {"userClass", session.user_class},
                   {"timeZone", session.time_zone},
                   {"language", session.language},
                   {"domain", session.domain},
                   {"impersonator", session.impersonator},
                   {"interactive", is_interactive(session.door)},
                   {"system", session.system},
                   {"groups", std::move(groups)}};
}

Value roles(Arguments& args) {
    std::vector<std::string> names(session_of(args).roles.begin(), session_of(args).roles.end());
    std::sort(names.begin(), names.end());
    return List(names.begin(), names.end());
}

Value has_role(Arguments& args) {
    return session_of(args).has_any_role(args.text(0));
}

// By sys_id or by name.
Value is_member_of(Arguments& args) {
    const auto wanted = args.text(0);
    const auto& session = session_of(args);
    if (session.is_member_of(wanted)) return true;
    auto unit = call_of(args).unit.as(record::system_session());
    for (const auto& group : session.groups) {
        if (unit.display_value_of("sys_user_group", group) == wanted) return true;
    }
    return false;
}

Value property(Arguments& args) {
    const auto found = call_of(args).unit.snapshot().property(args.text(0));
    return found.empty() ? Value(Null{}) : Value(found);
}

Value set_property(Arguments& args) {
    auto unit = call_of(args).unit.as(record::system_session());
    const auto name = args.text(0);
    auto row = unit.row_with("sys_properties", {{"name", name}});
    const bool known = row.has_value();
    if (!known) row.emplace(unit.dictionary().get("sys_properties")).set("name", name);
    row->set("value", args.text(1));
    if (args.present(2)) row->set("description", args.text(2));
    if (known)
        unit.update(*row);
    else
        unit.insert(*row);
    return {};
}

}  // namespace

void install_session_natives(Setup& setup) {
    setup.function("host.session", session);
    setup.function("host.roles", roles);
    setup.function("host.hasRole", has_role);
    setup.function("host.isMemberOf", is_member_of);
    setup.function("host.property", property);
    setup.function("host.setProperty", set_property);
}

}  // namespace stead::script
