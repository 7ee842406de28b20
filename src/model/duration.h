#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace stead::model {

// A duration in any spelling that comes in: "1970-01-02 03:00:00" (as stored), "1 03:00:00" (days),
// "03:00:00", "1 Day 3 Hours" (as shown), "P1DT3H" (ISO 8601). Not negative, below 27,000 years.
std::optional<std::chrono::seconds> read_duration(std::string_view text);

}  // namespace stead::model
