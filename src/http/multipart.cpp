#include "http/multipart.h"

#include "base/text.h"
#include "http/ascii.h"
#include "http/url.h"

namespace stead::http {

namespace {

constexpr std::size_t longest_boundary = 200;

// Browsers write quotes and line breaks in names as %22, %0D and %0A (HTML, multipart/form-data),
// others escape quotes by a backslash; a backslash before anything else means itself.
std::string form_name(std::string_view quoted) {
    const bool is_quoted = quoted.size() > 1 && quoted.front() == '"' && quoted.back() == '"';
    std::string name(is_quoted ? quoted.substr(1, quoted.size() - 2) : quoted);
    name = base::replace_all(std::move(name), "\\\"", "\"");
    name = base::replace_all(std::move(name), "%22", "\"");
    name = base::replace_all(std::move(name), "%0D", "\r");
    return base::replace_all(std::move(name), "%0A", "\n");
}

std::string without_folders(const std::string& path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

// `UTF-8''na%C3%AFve.txt`; other charsets are not served.
std::string extended_name(std::string_view text) {
    const auto [charset, rest] = split_once(text, '\'');
    if (!base::equals_ignoring_case(charset, "utf-8")) return {};
    return percent_decode(split_once(rest, '\'').second);
}

void read_disposition(std::string_view value, Part& part) {
    std::string extended;
    for (const auto piece : split_list(value, ';')) {
        const auto [key, text] = split_once(piece, '=');
        if (base::equals_ignoring_case(key, "name")) part.name = form_name(text);
        if (base::equals_ignoring_case(key, "filename")) {
            part.file_name = without_folders(form_name(text));
        }
        if (base::equals_ignoring_case(key, "filename*")) extended = extended_name(text);
    }
    if (!extended.empty()) part.file_name = without_folders(extended);
}

void read_field(std::string_view line, Part& part) {
    const auto [name, value] = split_once(line, ':');
    if (base::equals_ignoring_case(name, "Content-Disposition")) read_disposition(value, part);
    if (base::equals_ignoring_case(name, "Content-Type")) part.media_type = base::trim(value);
}

// A part is its head, an empty line and its content.
std::optional<Part> read_part(std::string_view text) {
    Part part;
    for (;;) {
        const auto end = text.find("\r\n");
        if (end == std::string_view::npos) return std::nullopt;
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 2);
        if (line.empty()) break;
        read_field(line, part);
    }
    part.content = text;
    return part.name.empty() ? std::nullopt : std::optional(std::move(part));
}

// What stands before the next delimiter line, which is taken off the text with it.
std::optional<std::string_view> cut(std::string_view& text, std::string_view delimiter) {
    const auto end = text.find(delimiter);
    if (end == std::string_view::npos) return std::nullopt;
    const auto before = text.substr(0, end);
    text.remove_prefix(end + delimiter.size());
    return before;
}

}  // namespace

std::optional<std::vector<Part>> parse_multipart(std::string_view body, std::string_view boundary,
                                                 std::size_t most) {
    if (boundary.empty() || boundary.size() > longest_boundary) return std::nullopt;
    const std::string delimiter = "\r\n--" + std::string(boundary);
    // The first delimiter needs no line break before it.
    const bool at_once = body.starts_with(std::string_view(delimiter).substr(2));
    if (at_once) body.remove_prefix(delimiter.size() - 2);
    if (!at_once && !cut(body, delimiter)) return std::nullopt;
    std::vector<Part> parts;
    while (!body.starts_with("--")) {
        const auto line_end = body.find("\r\n");
        if (line_end == std::string_view::npos || parts.size() >= most) return std::nullopt;
        if (!base::trim(body.substr(0, line_end)).empty()) return std::nullopt;
        body.remove_prefix(line_end + 2);
        const auto text = cut(body, delimiter);
        auto part = text ? read_part(*text) : std::nullopt;
        if (!part) return std::nullopt;
        parts.push_back(*std::move(part));
    }
    return parts;
}

}  // namespace stead::http
