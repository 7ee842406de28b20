#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stead::record {

struct Blob {
    std::string hash;  // SHA-256, 64 hex digits
    std::int64_t size = 0;
};

// Bytes of attachments, content-addressed: `<folder>/ab/cdef…`. A blob is on disk, flushed, when
// keep returns; equal contents share a file. Blobs that no row names are removed by the clean-up
// job.
class BlobStore {
public:
    explicit BlobStore(std::string folder) : folder_(std::move(folder)) {}

    // Throw Error(too_large) past `max_bytes`, Error(unavailable) when the disk is full.
    Blob keep(std::string_view bytes, std::int64_t max_bytes) const;
    Blob keep_file(const std::string& path, std::int64_t max_bytes) const;  // moves the file

    std::string path(const std::string& hash) const;  // hash comes from a row

private:
    std::string folder_;
};

}  // namespace stead::record
