#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace stead::plugin {

// "now", "now-3d", "now+2h30m", "now-3d 09:12" (that day at 09:12 UTC); w, d, h and m. Empty when
// the text says something else.
std::optional<base::Time> relative_time(std::string_view text, base::Time now);

}  // namespace stead::plugin
