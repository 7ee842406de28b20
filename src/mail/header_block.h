#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stead::mail {

using RawHeaders = std::vector<std::pair<std::string, std::string>>;

// The headers of a mail as bytes, unfolded; lines that are none are left out. At most `most`.
RawHeaders read_header_block(std::string_view bytes, std::size_t most = 500);

// The ids in `In-Reply-To` and `References`: everything in angle brackets, brackets included.
std::vector<std::string> message_ids(std::string_view value, std::size_t most = 50);

}  // namespace stead::mail
