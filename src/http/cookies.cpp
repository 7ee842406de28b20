#include "http/cookies.h"

#include <algorithm>

#include "base/text.h"
#include "http/ascii.h"

namespace stead::http {

namespace {

std::string only_safe(std::string_view text) {
    std::string safe(text);
    std::erase_if(safe, [](char c) { return c <= ' ' || c == ';' || c == ',' || c == 0x7f; });
    return safe;
}

}  // namespace

std::optional<std::string> cookie(const Request& request, std::string_view name) {
    for (const auto& [field, value] : request.headers) {
        if (!base::equals_ignoring_case(field, "Cookie")) continue;
        for (const auto pair : split_list(value, ';')) {
            const auto [key, text] = split_once(pair, '=');
            if (base::trim(key) == name) return unquote(base::trim(text));
        }
    }
    return std::nullopt;
}

std::string set_cookie(const Cookie& cookie) {
    std::string text = only_safe(cookie.name) + '=' + only_safe(cookie.value);
    text.append("; Path=").append(only_safe(cookie.path));
    if (cookie.max_age) text.append("; Max-Age=").append(std::to_string(cookie.max_age->count()));
    if (cookie.secure) text.append("; Secure");
    if (cookie.http_only) text.append("; HttpOnly");
    if (!cookie.same_site.empty()) text.append("; SameSite=").append(cookie.same_site);
    return text;
}

}  // namespace stead::http
