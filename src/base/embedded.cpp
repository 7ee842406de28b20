#include "base/embedded.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"

namespace stead::base {
namespace {

// The layout is written by tools/embed/embed.cpp: "STEADAR1" and the number of files; then per file
// the sizes of path, bytes and gzip, the hash, and those three. Numbers are 64 bits, little endian.
class Reader {
public:
    explicit Reader(std::span<const std::byte> archive) : rest_(archive) {}

    std::span<const std::byte> take(std::size_t size) {
        if (size > rest_.size()) throw Error(Status::internal, "The embedded files are damaged");
        const auto piece = rest_.first(size);
        rest_ = rest_.subspan(size);
        return piece;
    }

    std::uint64_t number() {
        std::uint64_t value = 0;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    std::string_view text(std::size_t size) {
        return {reinterpret_cast<const char*>(take(size).data()), size};
    }

private:
    std::span<const std::byte> rest_;
};

}  // namespace

Embedded::Embedded(std::span<const std::byte> archive) {
    Reader reader(archive);
    if (reader.text(8) != "STEADAR1") throw Error(Status::internal, "Nothing is embedded here");
    const auto count = reader.number();
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto path_size = reader.number();
        const auto size = reader.number();
        const auto gzip_size = reader.number();
        EmbeddedFile file{.hash = reader.number()};
        file.path = reader.text(path_size);
        file.bytes = reader.take(size);
        file.gzip = reader.take(gzip_size);
        files_.push_back(file);
    }
}

const EmbeddedFile* Embedded::find(std::string_view path) const {
    const auto at = std::ranges::lower_bound(files_, path, {}, &EmbeddedFile::path);
    return at != files_.end() && at->path == path ? &*at : nullptr;
}

std::span<const EmbeddedFile> Embedded::list(std::string_view prefix) const {
    const auto from = std::ranges::lower_bound(files_, prefix, {}, &EmbeddedFile::path);
    const auto to = std::find_if_not(
        from, files_.end(), [&](const auto& file) { return file.path.starts_with(prefix); });
    return {from, to};
}

}  // namespace stead::base
