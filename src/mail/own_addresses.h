#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::record {
class Unit;
}

namespace stead::mail {

// Addresses that this server sends from, in lower case: of its active accounts and
// stead.mail.from.
std::vector<std::string> own_addresses(record::Unit& unit);

enum class Direction { inbound, outbound };

// The address filter that refuses this address; "" when none does (sys_email_address_filter).
std::string refusing_filter(record::Unit& unit, Direction direction, std::string_view address);

}  // namespace stead::mail
