#pragma once

#include <string>
#include <string_view>

namespace stead::mail {

// Plain words as HTML: escaped, line ends kept, nothing linked.
std::string html_of_text(std::string_view text);

// Lines that a mail program broke for transport are joined again (RFC 3676 format=flowed).
std::string join_flowed(std::string_view text, bool delete_space);

// Line ends as \n only.
std::string plain_lines(std::string text);

}  // namespace stead::mail
