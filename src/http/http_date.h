#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace stead::http {

// `Sun, 06 Nov 1994 08:49:37 GMT`, as headers want it.
std::string format_http_date(base::Time time);
std::optional<base::Time> parse_http_date(std::string_view text);

}  // namespace stead::http
