#pragma once

#include <string_view>

namespace stead::http {

// `del` is DELETE, which C++ keeps for itself; `other` is any word that we do not serve.
enum class Method { get, head, post, put, patch, del, options, other };

// Method names are case-sensitive (RFC 9110 9.1).
Method method_named(std::string_view name);
std::string_view name_of(Method method);

}  // namespace stead::http
