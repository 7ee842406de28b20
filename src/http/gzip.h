#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stead::http {

// Compresses one body piece by piece, quick rather than small. Takes its 260 KB with the first use.
class Gzip {
public:
    enum class Flush { none, end };

    Gzip();
    ~Gzip();
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    // Appends what is ready to `out`.
    void add(std::string_view bytes, std::string& out, Flush flush = Flush::none);
    // Ready for the next body; keeps its memory.
    void reset();

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

// The whole text again, or nothing when it is no gzip or would become larger than the limit.
std::optional<std::string> gunzip(std::string_view bytes, std::size_t limit);

// Whether bodies of this media type gain from compression.
bool is_compressible(std::string_view media_type);
// Whether an Accept-Encoding header allows gzip.
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace stead::http
