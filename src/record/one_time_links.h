#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace stead::record {

class Unit;

// Links that work once (sys_user_token): what stands in the link is known to its receiver only, the
// row keeps its SHA-256.

// Makes one for this person and returns what stands in the link.
std::string new_link(Unit& unit, const std::string& user_id, std::string_view purpose,
                     std::chrono::seconds life);
// sys_id of the person; "" when the link is unknown, used or too old.
std::string link_owner(Unit& unit, std::string_view link, std::string_view purpose);
// Ends all links of this person for this purpose.
void use_links(Unit& unit, const std::string& user_id, std::string_view purpose);

// The two purposes that lead to the same page.
inline constexpr std::string_view first_password = "first_password";
inline constexpr std::string_view password_reset = "password_reset";

}  // namespace stead::record
