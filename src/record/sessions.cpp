#include "record/sessions.h"

#include "record/lookup.h"
#include "record/record.h"
#include "record/role_closure.h"
#include "record/session_cache.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

constexpr std::string_view internal_role = "snc_internal";
constexpr std::string_view external_role = "snc_external";
constexpr std::string_view person_table = "sys_user";

bool may_act(const Record& user) {
    return user.is_true("active") && !user.is_true("locked_out");
}

// A plain user without an explicit role is an employee (platform.md §2.2). Extensions of the user
// table are customers of some kind and never become employees by default.
void settle_explicit_role(Session& session) {
    if (session.user_class != person_table) return;
    if (session.roles.contains(internal_role) || session.roles.contains(external_role)) return;
    session.roles.insert(std::string(internal_role));
}

std::string or_else(const std::string& value, std::string fallback) {
    return value.empty() ? fallback : value;
}

std::shared_ptr<const Session> make_session(Unit& unit, const Record& user, Door door) {
    auto session = std::make_shared<Session>();
    session->user_id = user.sys_id();
    session->user_name = user.get("user_name");
    session->display_name = or_else(unit.display_value(user), session->user_name);
    session->email = user.get("email");
    session->company = user.get("company");
    session->user_class = user.table().name;
    session->time_zone =
        or_else(user.get("time_zone"), unit.snapshot().property("glide.sys.default.tz", "UTC"));
    session->date_format = or_else(user.get("date_format"),
                                   unit.snapshot().property("glide.sys.date_format", "yyyy-MM-dd"));
    session->time_format = or_else(user.get("time_format"),
                                   unit.snapshot().property("glide.sys.time_format", "HH:mm:ss"));
    session->language = or_else(user.get("preferred_language"),
                                unit.snapshot().property("glide.sys.language", "en"));
    session->domain = or_else(user.get("sys_domain"), "global");
    session->door = door;
    session->groups = groups_of(unit, session->user_id);
    session->roles = roles_of(unit, session->user_id, session->groups);
    session->admin = session->roles.contains("admin");
    settle_explicit_role(*session);
    return session;
}

}  // namespace

std::shared_ptr<const Session> load_session(Store& store, std::string_view user_sys_id, Door door) {
    if (auto known = store.sessions().find(user_sys_id, door)) return known;
    const auto ticket = store.sessions().ticket();
    std::shared_ptr<const Session> session;
    store.read(system_session(), [&](Unit& unit) {
        if (!unit.dictionary().find(person_table)) return;
        const auto user = unit.find(person_table, user_sys_id);
        if (user && may_act(*user)) session = make_session(unit, *user, door);
    });
    if (session) store.sessions().keep(ticket, session);
    return session;
}

std::shared_ptr<const Session> load_session_by_name(Store& store, std::string_view user_name,
                                                    Door door) {
    std::string sys_id;
    store.read(system_session(), [&](Unit& unit) {
        if (const auto* table = unit.dictionary().find(person_table))
            sys_id = find_sys_id(unit, *table, "user_name", user_name);
    });
    return sys_id.empty() ? nullptr : load_session(store, sys_id, door);
}

std::shared_ptr<const Session> guest_session(Store& store, Door door) {
    auto session = std::make_shared<Session>();
    session->user_name = "guest";
    session->display_name = "Guest";
    session->time_zone = store.snapshot()->property("glide.sys.default.tz", "UTC");
    session->language = store.snapshot()->property("glide.sys.language", "en");
    session->door = door;
    return session;
}

}  // namespace stead::record
