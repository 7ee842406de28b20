#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"

// Calendar arithmetic in a person's zone, for the date operators of encoded queries.
namespace stead::model {

enum class TimeUnit { minute, hour, day, week, month, quarter, year };

// "dayofweek" means day, as in RELATIVEGT@dayofweek@ago@7.
std::optional<TimeUnit> find_time_unit(std::string_view name);

// `count` units later (earlier when negative). Months keep the day where the month has it, else
// take its last day. Counts are limited to a few thousand years.
base::Time shift(base::Time time, TimeUnit unit, std::int64_t count, std::string_view zone);

// First and last second of the unit that holds the time. Weeks begin on Sunday.
struct Window {
    base::Time first, last;
};
Window window(base::Time time, TimeUnit unit, std::string_view zone);

// Length of a unit where only a distance matters: a month has 30 days, a quarter 91, a year 365.
std::int64_t seconds_of(TimeUnit unit);

// Added to seconds since 1970, this makes whole weeks begin on Sunday and keeps dates positive.
constexpr std::int64_t bucket_origin = (100'000LL * 7 + 4) * 24 * 60 * 60;

// The number of the unit in which a time lies, on a clock moved by the offset.
std::int64_t bucket_of(base::Time time, TimeUnit unit, int offset_minutes);

// The zone's offset in minutes as steps in time, for statements that must find the local date of
// many stored times: the first holds before all others. Exact from ten years before `now` to two
// years after.
struct OffsetStep {
    base::Time from;
    int minutes;
};
std::vector<OffsetStep> zone_offsets(base::Time now, std::string_view zone);
int offset_at(const std::vector<OffsetStep>& steps, base::Time time);

// hour, dayofweek (0 = Sunday), week (weeks begin on Sunday, days before the first one are in week
// 0), month, quarter or year of a time, moved by the offset; as the dialects' date_part.
std::int64_t date_part(base::Time time, std::string_view part, int offset_minutes);

}  // namespace stead::model
