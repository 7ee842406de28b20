#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/dialect.h"

// What both dialects spell alike.
namespace stead::db {

std::string quoted(std::string_view identifier);  // "name"
// The text with % _ and \ taken literally, and % at the open ends.
std::string escaped_pattern(std::string_view text, bool open_start, bool open_end);
std::vector<std::string> migration(const Dialect& dialect, const Schema& wanted,
                                   const Schema& present, std::string_view key_definition);

}  // namespace stead::db
