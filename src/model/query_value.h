#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/dictionary.h"

namespace stead::model {

// The stored value that a value in a query means: "true" is 1, the label of a choice or of a table
// is its value, a date is midnight UTC in a date-time and the zone's day of a date-time in a date.
// Empty when the field cannot hold such a value.
std::optional<std::string> query_value(const Dictionary& dictionary, const Field& field,
                                       std::string_view text, std::string_view zone);

// 32 hex digits, whatever their case.
bool looks_like_id(std::string_view text);

}  // namespace stead::model
