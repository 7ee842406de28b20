#include "http/gzip.h"

#include <zlib.h>

#include <array>
#include <new>

#include "base/text.h"
#include "http/ascii.h"

namespace stead::http {

namespace {

constexpr int level = 3;
constexpr int gzip_window = 15 + 16;  // zlib: 16 asks for the gzip wrapper

Bytef* input(std::string_view bytes) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
}

Bytef* output(char* bytes) {
    return reinterpret_cast<Bytef*>(bytes);
}

// Unpacks until the end or the limit; true when the end was reached.
bool inflate_all(z_stream& stream, std::string& text, std::size_t limit) {
    std::array<char, 16 * 1024> piece;
    for (;;) {
        stream.next_out = output(piece.data());
        stream.avail_out = piece.size();
        const int result = ::inflate(&stream, Z_NO_FLUSH);
        text.append(piece.data(), piece.size() - stream.avail_out);
        if (text.size() > limit) return false;
        if (result == Z_STREAM_END) return stream.avail_in == 0;
        if (result != Z_OK) return false;
    }
}

}  // namespace

struct Gzip::Stream : z_stream {
    Stream() : z_stream() {
        const int result =
            ::deflateInit2(this, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY);
        if (result != Z_OK) throw std::bad_alloc();
    }
    ~Stream() { ::deflateEnd(this); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
};

Gzip::Gzip() = default;
Gzip::~Gzip() = default;

void Gzip::add(std::string_view bytes, std::string& out, Flush flush) {
    if (!stream_) stream_ = std::make_unique<Stream>();
    const int mode = flush == Flush::end ? Z_FINISH : Z_NO_FLUSH;
    stream_->next_in = input(bytes);
    stream_->avail_in = static_cast<uInt>(bytes.size());
    std::array<char, 16 * 1024> piece;
    do {
        stream_->next_out = output(piece.data());
        stream_->avail_out = piece.size();
        ::deflate(stream_.get(), mode);
        out.append(piece.data(), piece.size() - stream_->avail_out);
    } while (stream_->avail_out == 0);
}

void Gzip::reset() {
    if (stream_) ::deflateReset(stream_.get());
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t limit) {
    z_stream stream{};
    if (::inflateInit2(&stream, gzip_window) != Z_OK) throw std::bad_alloc();
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string text;
    const bool whole = inflate_all(stream, text, limit);
    ::inflateEnd(&stream);
    return whole ? std::optional(std::move(text)) : std::nullopt;
}

bool is_compressible(std::string_view media_type) {
    const std::string type = base::lower(base::trim(media_type.substr(0, media_type.find(';'))));
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
           type.ends_with("javascript") || type == "application/wasm" ||
           type == "application/manifest+json";
}

bool accepts_gzip(std::string_view accept_encoding) {
    for (const auto entry : split_list(accept_encoding, ',')) {
        const auto [name, weight] = split_once(entry, ';');
        const auto coding = base::trim(name);
        if (!base::equals_ignoring_case(coding, "gzip") && coding != "*") continue;
        const auto value = split_once(weight, '=').second;
        return weight.empty() || value.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

}  // namespace stead::http
