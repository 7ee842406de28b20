#pragma once

#include <filesystem>
#include <string_view>

namespace stead::http {

// A file seen as memory: the machine reads it piece by piece and forgets pieces when it needs room.
class MappedFile {
public:
    // Throws Error(unavailable).
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {static_cast<const char*>(start_), size_}; }

private:
    void* start_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace stead::http
