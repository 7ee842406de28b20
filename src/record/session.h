#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace stead::record {

enum class Door { rest, ui, mail, chat, job, script, plugin };

using NameSet = std::unordered_set<std::string, base::TextHash, std::equal_to<>>;

// Who acts, from which door, and whether access rules bind him. Made by load_session (sessions.h)
// and shared, read-only, by everything that happens in his name.
struct Session {
    std::string user_id;  // sys_id; "" for nobody (public access)
    std::string user_name;
    std::string display_name;
    std::string email;
    std::string company;     // sys_id
    std::string user_class;  // sys_class_name of the user's row
    std::string time_zone = "UTC";
    std::string date_format = "yyyy-MM-dd";  // how dates are shown and entered (model/display.h)
    std::string time_format = "HH:mm:ss";
    std::string language = "en";
    std::string domain = "global";
    std::string impersonator;  // user_name of the one who really sits there
    Door door = Door::rest;
    NameSet roles;  // effective: direct, of groups, contained; elevated ones left out
    std::vector<std::string> groups;  // sys_ids of groups and their ancestors
    bool admin = false;
    bool system = false;            // the program itself; ACLs never bind it
    bool bound_by_acls = true;      // plain GlideRecord: false; REST and GlideRecordSecure: true
    bool run_rules = true;          // setWorkflow(false): no rules, no engines
    bool set_system_fields = true;  // autoSysFields(false)
    bool force_update = false;      // setForceUpdate(true): write rows that did not change, too

    // admin has every role but nobody; "public" needs no login.
    bool has_role(std::string_view role) const;
    bool has_any_role(std::string_view comma_separated) const;  // "" = no role needed: true
    // A customer, consumer or partner; nobody of the house.
    bool is_external() const;
    bool is_member_of(std::string_view group_sys_id) const;
};

// The program acting for itself.
std::shared_ptr<const Session> system_session();

// The same person, not bound by ACLs (or bound by them): what scripts switch between.
std::shared_ptr<const Session> with_acls(const std::shared_ptr<const Session>& session, bool bound);

}  // namespace stead::record
