#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace stead::http {

// A file of our own that vanishes with this object unless it is moved elsewhere before.
class TempFile {
public:
    // Creates an empty file in the folder. This and `append` throw Error(unavailable) when the disk
    // does not let them.
    explicit TempFile(const std::filesystem::path& folder);
    ~TempFile();
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;

    void append(std::string_view bytes);

    // Who wants to keep the content renames the file away.
    const std::filesystem::path& path() const { return path_; }
    std::uint64_t size() const { return size_; }
    // Another descriptor of the file, which stays readable when this object is gone.
    int duplicate() const;

private:
    std::filesystem::path path_;
    int file_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace stead::http
