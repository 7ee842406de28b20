#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stead::base {

// URL-safe base64 without padding; nothing when another character stands in the text.
std::string base64url_encode(std::string_view bytes);
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace stead::base
