#include "http/basic_auth.h"

#include <cstdint>

#include "base/text.h"
#include "http/ascii.h"

namespace stead::http {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// What follows the scheme's name; empty when the header names another scheme.
std::string_view after_scheme(std::string_view authorization, std::string_view scheme) {
    const auto [name, rest] = split_once(base::trim(authorization), ' ');
    return base::equals_ignoring_case(name, scheme) ? base::trim(rest) : std::string_view();
}

}  // namespace

std::optional<std::string> base64_decode(std::string_view text) {
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    if (text.size() % 4 == 1) return std::nullopt;
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char character : text) {
        const auto value = alphabet.find(character);
        if (value == std::string_view::npos) return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xffU);
        }
    }
    return bytes;
}

std::optional<Credentials> basic_credentials(std::string_view authorization) {
    const auto decoded = base64_decode(after_scheme(authorization, "Basic"));
    if (!decoded || decoded->find(':') == std::string::npos) return std::nullopt;
    const auto [user, password] = split_once(*decoded, ':');
    return Credentials{std::string(user), std::string(password)};
}

std::string_view bearer_token(std::string_view authorization) {
    return after_scheme(authorization, "Bearer");
}

}  // namespace stead::http
