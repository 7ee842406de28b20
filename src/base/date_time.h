#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

// Dates as ServiceNow spells them (platform.md §1.2): "2026-11-22 08:15:00" in UTC when stored.
namespace stead::base {

std::string format_utc(Time time);                     // yyyy-MM-dd HH:mm:ss
std::optional<Time> parse_utc(std::string_view text);  // also accepts yyyy-MM-dd (midnight)

bool is_known_zone(std::string_view zone);  // "Europe/Prague"

// The zone's wall clock at that time. Unknown or empty zones count as UTC.
std::string format_local(Time time, std::string_view zone);
// The time at which the zone's wall clock shows `text`; the earlier one when it shows it twice,
// the moment of the jump when it never does.
std::optional<Time> parse_local(std::string_view text, std::string_view zone);
// Offset of the zone from UTC at that time.
std::chrono::seconds zone_offset(Time time, std::string_view zone);

// Duration as stored: "1970-01-02 03:04:05" for one day, three hours …; and back.
std::string format_duration(std::chrono::seconds duration);
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace stead::base
