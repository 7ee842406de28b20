#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "script/value.h"

namespace stead::rest::scripted {

// Reading the object of options that a script passes. Names may be a list or one text with commas.
std::vector<std::string> names(const script::Value& options, std::string_view member);
std::int64_t number(const script::Value& options, std::string_view member, std::int64_t otherwise);
std::string text(const script::Value& options, std::string_view member);

}  // namespace stead::rest::scripted
