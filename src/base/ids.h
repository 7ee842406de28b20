#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace stead::base {

// A new sys_id: 32 lowercase hex digits, ordered by `now` (48 bits of milliseconds, then a counter
// and randomness), so that fresh rows lie together in every index.
std::string new_sys_id(Time now);

// The stable sys_id of a shipped row: the first 32 hex digits of SHA-256 over the parts.
std::string derived_sys_id(std::initializer_list<std::string_view> parts);

bool is_sys_id(std::string_view text);  // exactly 32 hex digits, lowercase

std::string sha256_hex(std::string_view bytes);  // 64 hex digits

// `bytes` bytes from the system's generator, as hex. For tokens, nonces and watermarks.
std::string random_hex(std::size_t bytes);

}  // namespace stead::base
