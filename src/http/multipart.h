#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stead::http {

// One field or file of a multipart/form-data body. The views point into the body.
struct Part {
    std::string name;
    std::string file_name;  // empty for plain fields
    std::string media_type;
    std::string_view content;
};

// The parts in their order; nothing when the body is malformed or has more than `most` parts.
// A file name loses what some browsers put before the last slash or backslash.
std::optional<std::vector<Part>> parse_multipart(std::string_view body, std::string_view boundary,
                                                 std::size_t most = 1000);

}  // namespace stead::http
