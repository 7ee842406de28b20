#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.h"

namespace stead::http {

// The value of a cookie that the client sent; nothing when it sent none of that name.
std::optional<std::string> cookie(const Request& request, std::string_view name);

struct Cookie {
    std::string name;
    std::string value;
    std::string path = "/";
    std::optional<std::chrono::seconds> max_age;  // without it the cookie ends with the browser
    bool secure = false;
    bool http_only = true;
    std::string_view same_site = "Lax";
};

// The value of a Set-Cookie header. Characters that could end the value or add an attribute are
// left out.
std::string set_cookie(const Cookie& cookie);

}  // namespace stead::http
