#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace stead::record {

// Bytes on their way into the store: on disk, flushed and hashed, under a temporary name that
// vanishes with this object unless they are placed.
class StagedBlob {
public:
    StagedBlob(std::string path, std::string hash, std::int64_t size)
        : path_(std::move(path)), hash_(std::move(hash)), size_(size) {}
    ~StagedBlob();
    StagedBlob(const StagedBlob&) = delete;
    StagedBlob& operator=(const StagedBlob&) = delete;

    const std::string& path() const { return path_; }
    const std::string& hash() const { return hash_; }  // SHA-256, 64 hex digits
    std::int64_t size() const { return size_; }

private:
    std::string path_, hash_;
    std::int64_t size_;
};

// SHA-256 of a file, 64 hex digits.
std::string hash_of_file(const std::string& path);

// Bytes of attachments, content-addressed: `<folder>/ab/cdef…`; equal contents share a file.
// Staging is the slow part and needs no unit; placing is a rename.
class BlobStore {
public:
    explicit BlobStore(std::string folder) : folder_(std::move(folder)) {}

    // Throw Error(too_large) past `max_bytes`, Error(unavailable) when the disk is full.
    std::shared_ptr<StagedBlob> stage(std::string_view bytes, std::int64_t max_bytes) const;
    std::shared_ptr<StagedBlob> stage_file(const std::string& path, std::int64_t max_bytes) const;

    // Puts staged bytes in their place, where a row may name them. False: equal ones were there.
    bool place(const StagedBlob& staged) const;
    void remove(const std::string& hash) const;  // that no row names

    std::string path(const std::string& hash) const;  // hash comes from a row

private:
    std::string folder_;
};

}  // namespace stead::record
