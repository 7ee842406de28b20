#include "http/method.h"

#include <array>
#include <utility>

namespace stead::http {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> names = {{
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::del, "DELETE"},
    {Method::options, "OPTIONS"},
}};

}  // namespace

Method method_named(std::string_view name) {
    for (const auto& [method, text] : names) {
        if (text == name) return method;
    }
    return Method::other;
}

std::string_view name_of(Method method) {
    for (const auto& [known, text] : names) {
        if (known == method) return text;
    }
    return "OTHER";
}

}  // namespace stead::http
