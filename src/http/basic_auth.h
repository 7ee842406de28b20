#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stead::http {

struct Credentials {
    std::string user;
    std::string password;
};

// What an `Authorization: Basic …` header says; nothing for other schemes and malformed ones.
std::optional<Credentials> basic_credentials(std::string_view authorization);

// The token of `Bearer …`; empty for other schemes.
std::string_view bearer_token(std::string_view authorization);

// Standard alphabet; padding may be missing. Nothing when any other character stands in the text.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace stead::http
