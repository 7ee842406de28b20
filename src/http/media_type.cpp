#include "http/media_type.h"

#include <array>

#include "base/text.h"
#include "http/ascii.h"

namespace stead::http {

namespace {

// One entry of an Accept header.
struct Accepted {
    std::string type;
    double weight = 1;
};

Accepted parse_accepted(std::string_view entry) {
    Accepted accepted;
    bool first = true;
    for (const auto part : split_list(entry, ';')) {
        if (first) accepted.type = base::lower(part);
        const auto [name, value] = split_once(part, '=');
        const bool is_weight = !first && base::equals_ignoring_case(base::trim(name), "q");
        if (is_weight) accepted.weight = base::to_number(base::trim(value)).value_or(1);
        first = false;
    }
    return accepted;
}

// How exactly the pattern means the type: 0 not at all, 1 by */*, 2 by text/*, 3 by its name.
int closeness(std::string_view pattern, std::string_view type) {
    if (pattern == "*/*" || pattern == "*") return 1;
    if (pattern == type) return 3;
    const bool family =
        pattern.ends_with("/*") && type.starts_with(pattern.substr(0, pattern.size() - 1));
    return family ? 2 : 0;
}

double weight_of(const std::vector<Accepted>& wishes, std::string_view type) {
    int closest = 0;
    double weight = 0;
    for (const Accepted& wish : wishes) {
        const int close = closeness(wish.type, type);
        if (close <= closest) continue;
        closest = close;
        weight = wish.weight;
    }
    return weight;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> types_by_ending = {{
    {".html", "text/html;charset=UTF-8"},
    {".js", "text/javascript;charset=UTF-8"},
    {".mjs", "text/javascript;charset=UTF-8"},
    {".css", "text/css;charset=UTF-8"},
    {".json", "application/json;charset=UTF-8"},
    {".map", "application/json;charset=UTF-8"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain;charset=UTF-8"},
    {".csv", "text/csv;charset=UTF-8"},
    {".xml", "application/xml"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".pdf", "application/pdf"},
}};

}  // namespace

MediaType parse_media_type(std::string_view content_type) {
    MediaType media;
    bool first = true;
    for (const auto part : split_list(content_type, ';')) {
        const auto [name, value] = split_once(part, '=');
        if (first) {
            media.type = base::lower(part);
        } else if (base::equals_ignoring_case(base::trim(name), "charset")) {
            media.charset = base::lower(unquote(base::trim(value)));
        } else if (base::equals_ignoring_case(base::trim(name), "boundary")) {
            media.boundary = unquote(base::trim(value));
        }
        first = false;
    }
    return media;
}

bool is_json(std::string_view type) {
    return type == "application/json" || type == "text/json" || type.ends_with("+json");
}

bool is_xml(std::string_view type) {
    return type == "application/xml" || type == "text/xml" || type.ends_with("+xml");
}

std::optional<std::string_view> negotiate(std::string_view accept,
                                          std::span<const std::string_view> offered) {
    std::vector<Accepted> wishes;
    for (const auto entry : split_list(accept, ',')) wishes.push_back(parse_accepted(entry));
    if (wishes.empty() && !offered.empty()) return offered.front();
    std::optional<std::string_view> best;
    double best_weight = 0;
    for (const auto type : offered) {
        const double weight = weight_of(wishes, type);
        if (weight <= best_weight) continue;
        best = type;
        best_weight = weight;
    }
    return best;
}

std::string_view media_type_of_file(std::string_view file_name) {
    for (const auto& [ending, type] : types_by_ending) {
        if (file_name.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

}  // namespace stead::http
