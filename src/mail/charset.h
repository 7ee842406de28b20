#pragma once

#include <string>
#include <string_view>

namespace stead::mail {

// Text of a mail as UTF-8. Bytes without a charset, or with one that nobody knows, are UTF-8 when
// they look like it and windows-1252 otherwise, as mail programs guess. What cannot be read becomes
// U+FFFD; nothing throws.
std::string to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace stead::mail
