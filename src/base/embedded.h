#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace stead::base {

// One file inside the binary. The bytes live as long as the program.
struct EmbeddedFile {
    std::string_view path;  // plugins/platform/user.toml, web/assets/index-1b2c.js
    std::span<const std::byte> bytes;
    std::span<const std::byte> gzip;  // the same, compressed; empty when that gains nothing
    std::uint64_t hash = 0;           // of the bytes: equal files have equal hashes

    std::string_view text() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
};

// The files that tools/embed packed: plugin folders under plugins/ and the web client under web/.
class Embedded {
public:
    // Borrows the archive. Throws Error(internal) when it is not one.
    explicit Embedded(std::span<const std::byte> archive);

    // Null when there is no such file.
    const EmbeddedFile* find(std::string_view path) const;

    // Every file whose path begins with the prefix, in path order.
    std::span<const EmbeddedFile> list(std::string_view prefix) const;

private:
    std::vector<EmbeddedFile> files_;  // sorted by path
};

// The archive in this program. Defined by the build and linked into the server only.
std::span<const std::byte> embedded_archive();

}  // namespace stead::base
