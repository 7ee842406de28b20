#include "record/session.h"

#include <algorithm>

namespace stead::record {

namespace {

constexpr std::string_view nobody = "nobody";
constexpr std::string_view everybody = "public";

}  // namespace

bool Session::has_role(std::string_view role) const {
    if (role == nobody || role.empty()) return false;
    return role == everybody || admin || system || roles.contains(role);
}

bool Session::has_any_role(std::string_view comma_separated) const {
    bool asked = false;
    for (const auto part : base::split(comma_separated, ',')) {
        const auto role = base::trim(part);
        if (role.empty()) continue;
        if (has_role(role)) return true;
        asked = true;
    }
    return !asked;
}

bool Session::is_external() const {
    return roles.contains("snc_external");
}

bool Session::is_member_of(std::string_view group_sys_id) const {
    return std::find(groups.begin(), groups.end(), group_sys_id) != groups.end();
}

std::shared_ptr<const Session> system_session() {
    auto session = std::make_shared<Session>();
    session->user_name = "system";
    session->display_name = "System";
    session->door = Door::plugin;
    session->admin = true;
    session->system = true;
    session->bound_by_acls = false;
    return session;
}

std::shared_ptr<const Session> with_acls(const std::shared_ptr<const Session>& session,
                                         bool bound) {
    if (session->bound_by_acls == bound) return session;
    auto copy = std::make_shared<Session>(*session);
    copy->bound_by_acls = bound;
    return copy;
}

}  // namespace stead::record
