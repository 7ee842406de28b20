#pragma once

namespace stead::base {

inline constexpr const char* version = "0.1.0";

}  // namespace stead::base
