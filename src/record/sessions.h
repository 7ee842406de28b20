#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "record/session.h"

namespace stead::record {

class Store;
class Unit;

// The session of a user, with roles and groups as they are now. Empty for inactive, locked-out or
// unknown users. Cached until a row that could change it is written.
std::shared_ptr<const Session> load_session(Store& store, std::string_view user_sys_id, Door door);
std::shared_ptr<const Session> load_session_by_name(Store& store, std::string_view user_name,
                                                    Door door);
std::shared_ptr<const Session> guest_session(Store& store, Door door);

// The user with this name and password, or empty. Takes the same time whether or not the name
// exists, and counts failures: after `glide.user.max_unlock_attempts` (default 5) the account is
// locked out. Who may only call APIs is refused at Door::ui.
std::shared_ptr<const Session> sign_in(Store& store, std::string_view user_name,
                                       std::string_view password, Door door);

}  // namespace stead::record
