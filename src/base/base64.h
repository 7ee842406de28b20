#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stead::base {

std::string encode_base64(std::string_view bytes);
// Line breaks and missing padding are forgiven; anything else that does not belong gives nothing.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace stead::base
