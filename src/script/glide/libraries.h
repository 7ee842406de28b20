#pragma once

#include <string_view>
#include <vector>

namespace stead::script {

// A file of this folder with a part of the API, as the build packed it. It sees the natives as
// `host` and defines globals.
struct Library {
    std::string_view name;
    std::string_view text;
};
const std::vector<Library>& glide_libraries();

}  // namespace stead::script
