#pragma once

#include <string>
#include <string_view>

namespace stead::rest {

// A date, or a date and time, that a person wrote in the given letters (`dd/MM/yyyy hh:mm a`), as
// "2026-07-01 21:00:00" or "2026-07-01". "" when it is not written so.
std::string plain_time(std::string_view text, std::string_view pattern);

}  // namespace stead::rest
