#pragma once

#include <string>
#include <string_view>

namespace stead::plugin {

// Is the address in one of these networks, such as `192.0.2.0/24, 2001:db8::/32`? An entry without
// a slash is one address. "" allows every address; entries that cannot be read allow none.
bool is_in_networks(std::string_view address, std::string_view networks);

// What counts as one visitor: the address, and of an IPv6 address the /64 that a household has.
std::string visitor_of(std::string_view address);

}  // namespace stead::plugin
