#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stead::engine {

// Reads a date in a pattern such as "dd/MM/yyyy hh:mm a" (the letters y M d H h m s a, any number
// of each; quoted text and everything else stands for itself). Gives "yyyy-MM-dd HH:mm:ss",
// midnight without a time. Nothing when the text does not follow the pattern or names no real day.
std::optional<std::string> read_date(std::string_view text, std::string_view pattern);

}  // namespace stead::engine
