#include "http/conditional.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "http/ascii.h"
#include "http/range.h"

namespace stead::http {

namespace {

// Compares weakly, as caches do: whether the compression differs is of no interest.
bool names_tag(std::string_view if_none_match, std::string_view quoted) {
    for (auto entry : split_list(if_none_match, ',')) {
        if (entry.starts_with("W/")) entry.remove_prefix(2);
        if (entry == quoted || entry == "*") return true;
    }
    return false;
}

int open_file(const std::filesystem::path& path, std::uint64_t& size) {
    struct stat facts {};
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool usable = file >= 0 && ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
    if (!usable && file >= 0) ::close(file);
    if (!usable) throw base::Error(base::Status::not_found, "The file does not exist");
    size = static_cast<std::uint64_t>(facts.st_size);
    return file;
}

// A part is only good together with the parts that the caller has, which If-Range names.
RangeAnswer wanted_range(const Request& request, const FileAnswer& file, std::uint64_t size) {
    const std::string* only_if = request.headers.find("If-Range");
    if (only_if != nullptr && *only_if != '"' + file.tag + '"') return {};
    return parse_range(request.headers.get("Range"), size);
}

std::string range_text(const ByteRange& range, std::uint64_t size) {
    return "bytes " + std::to_string(range.first) + '-' + std::to_string(range.last) + '/' +
           std::to_string(size);
}

}  // namespace

bool answer_not_modified(Exchange& exchange, std::string_view tag) {
    const std::string quoted = '"' + std::string(tag) + '"';
    exchange.response.headers.set("ETag", quoted);
    if (!names_tag(exchange.request.headers.get("If-None-Match"), quoted)) return false;
    exchange.response.status = 304;
    return true;
}

void answer_file(Exchange& exchange, const FileAnswer& file) {
    if (!file.tag.empty() && answer_not_modified(exchange, file.tag)) return;
    Response& response = exchange.response;
    std::uint64_t size = 0;
    const int opened = open_file(file.path, size);
    auto [kind, range] = wanted_range(exchange.request, file, size);
    if (kind == RangeAnswer::Kind::whole) range = {0, size - 1};
    const bool impossible = kind == RangeAnswer::Kind::impossible;
    const std::uint64_t length = impossible ? 0 : range.last - range.first + 1;
    response.file_body = std::make_shared<FileBody>(opened, range.first, length);
    response.headers.set("Accept-Ranges", "bytes");
    if (impossible) {
        response.status = 416;
        response.headers.set("Content-Range", "bytes */" + std::to_string(size));
        return;
    }
    response.headers.set("Content-Type", file.media_type);
    if (!file.file_name.empty()) {
        response.headers.set("Content-Disposition",
                             content_disposition(file.file_name, file.download));
    }
    if (kind != RangeAnswer::Kind::part) return;
    response.status = 206;
    response.headers.set("Content-Range", range_text(range, size));
}

std::string content_disposition(std::string_view file_name, bool download) {
    std::string plain;
    for (const char character : file_name) {
        const bool harmless = character >= ' ' && character < 0x7f && character != '"' &&
                              character != '\\' && character != '%';
        plain += harmless ? character : '_';
    }
    std::string text = download ? "attachment" : "inline";
    text.append("; filename=\"").append(plain).append("\"");
    if (plain != file_name) text.append("; filename*=UTF-8''").append(percent_encode(file_name));
    return text;
}

}  // namespace stead::http
