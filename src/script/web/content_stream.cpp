#include "script/web/content_stream.h"

#include <filesystem>
#include <fstream>

namespace stead::script {
namespace {

constexpr std::uintmax_t most_at_once = std::uintmax_t{64} << 20;

}  // namespace

const std::shared_ptr<const HostClass>& ContentStream::host_class() const {
    static const auto made =
        std::make_shared<const HostClass>(HostClass{.name = "GlideScriptableInputStream"});
    return made;
}

std::string ContentStream::read() const {
    if (!is_file()) return text_;
    std::error_code error;
    if (std::filesystem::file_size(path_, error) > most_at_once || error)
        throw base::Error(base::Status::too_large, "The content is too large to be read at once");
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace stead::script
