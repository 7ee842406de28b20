#include "model/relative_time.h"

#include <algorithm>

#include "base/date_time.h"

namespace stead::model {

namespace {

using base::Time;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t most_units = 100'000;
constexpr std::int64_t most_months = 12 * 10'000;  // the calendar's years end at 32,767

Time to_local(Time time, std::string_view zone) {
    return time + base::zone_offset(time, zone);
}

Time to_utc(Time local, std::string_view zone) {
    return base::parse_local(base::format_utc(local), zone).value_or(local);
}

int months_of(TimeUnit unit) {
    return unit == TimeUnit::year ? 12 : unit == TimeUnit::quarter ? 3 : 1;
}

bool is_calendar_unit(TimeUnit unit) {
    return unit == TimeUnit::month || unit == TimeUnit::quarter || unit == TimeUnit::year;
}

Time add_months(Time local, std::int64_t count) {
    const auto day = std::chrono::floor<days>(local);
    const year_month_day date{day};
    auto moved = date + std::chrono::months(count);
    if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
    return sys_days(moved) + (local - day);
}

// The first second of the unit, on the local wall clock.
Time floor_to(Time local, TimeUnit unit) {
    if (unit == TimeUnit::minute) return std::chrono::floor<minutes>(local);
    if (unit == TimeUnit::hour) return std::chrono::floor<std::chrono::hours>(local);
    const auto day = std::chrono::floor<days>(local);
    if (unit == TimeUnit::day) return day;
    if (unit == TimeUnit::week) return day - days(std::chrono::weekday(day).c_encoding());
    const year_month_day date{day};
    const unsigned month = unsigned(date.month()) - 1;
    const unsigned length = static_cast<unsigned>(months_of(unit));
    return sys_days(date.year() / std::chrono::month(month - month % length + 1) / 1);
}

// Within the years that have four digits.
Time bounded(Time time) {
    static const Time first = sys_days(std::chrono::year(1) / 1 / 2);
    static const Time last = sys_days(std::chrono::year(9999) / 12 / 30);
    return std::clamp(time, first, last);
}

}  // namespace

std::optional<TimeUnit> find_time_unit(std::string_view name) {
    if (name == "minute") return TimeUnit::minute;
    if (name == "hour") return TimeUnit::hour;
    if (name == "dayofweek" || name == "day") return TimeUnit::day;
    if (name == "week") return TimeUnit::week;
    if (name == "month") return TimeUnit::month;
    if (name == "quarter") return TimeUnit::quarter;
    if (name == "year") return TimeUnit::year;
    return {};
}

Time shift(Time time, TimeUnit unit, std::int64_t count, std::string_view zone) {
    const auto most = is_calendar_unit(unit) ? most_months / months_of(unit) : most_units;
    count = std::clamp(count, -most, most);
    if (unit == TimeUnit::minute || unit == TimeUnit::hour)
        return bounded(time + seconds(count * seconds_of(unit)));
    const auto local = to_local(time, zone);
    const auto moved = is_calendar_unit(unit) ? add_months(local, count * months_of(unit))
                                              : local + seconds(count * seconds_of(unit));
    return to_utc(bounded(moved), zone);
}

Window window(Time time, TimeUnit unit, std::string_view zone) {
    const auto first = floor_to(to_local(time, zone), unit);
    const auto next = is_calendar_unit(unit) ? add_months(first, months_of(unit))
                                             : first + seconds(seconds_of(unit));
    if (unit == TimeUnit::minute || unit == TimeUnit::hour) {
        const auto into = to_local(time, zone) - first;
        return {time - into, time - into + (next - first) - seconds(1)};
    }
    return {to_utc(first, zone), to_utc(next, zone) - seconds(1)};
}

std::int64_t seconds_of(TimeUnit unit) {
    constexpr std::int64_t day = 24 * 60 * 60;
    switch (unit) {
        case TimeUnit::minute:
            return 60;
        case TimeUnit::hour:
            return 60 * 60;
        case TimeUnit::day:
            return day;
        case TimeUnit::week:
            return 7 * day;
        case TimeUnit::month:
            return 30 * day;
        case TimeUnit::quarter:
            return 91 * day;
        case TimeUnit::year:
            return 365 * day;
    }
    return day;
}

namespace {

// The first minute in (before, after] with the offset of `after`.
Time find_step(Time before, Time after, std::string_view zone) {
    const auto offset = base::zone_offset(after, zone);
    while (after - before > minutes(1)) {
        const auto middle = std::chrono::floor<minutes>(before + (after - before) / 2);
        (base::zone_offset(middle, zone) == offset ? after : before) = middle;
    }
    return after;
}

int minutes_at(Time time, std::string_view zone) {
    return static_cast<int>(base::zone_offset(time, zone) / minutes(1));
}

}  // namespace

std::vector<OffsetStep> zone_offsets(Time now, std::string_view zone) {
    constexpr days stride(20);
    auto at = Time(std::chrono::floor<days>(now) - days(3653));
    const auto end = at + days(3653 + 731);
    std::vector<OffsetStep> steps = {{at, minutes_at(at, zone)}};
    for (; at < end; at += stride) {
        const auto next = at + stride;
        if (base::zone_offset(at, zone) == base::zone_offset(next, zone)) continue;
        const auto step = find_step(at, next, zone);
        steps.push_back({step, minutes_at(step, zone)});
    }
    return steps;
}

int offset_at(const std::vector<OffsetStep>& steps, Time time) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        if (time >= step->from) return step->minutes;
    return steps.front().minutes;
}

std::int64_t bucket_of(Time time, TimeUnit unit, int offset_minutes) {
    const auto part = [&](std::string_view name) { return date_part(time, name, offset_minutes); };
    if (unit == TimeUnit::year) return part("year");
    if (unit == TimeUnit::quarter) return part("year") * 4 + part("quarter");
    if (unit == TimeUnit::month) return part("year") * 12 + part("month");
    const auto epoch = std::chrono::floor<seconds>(time).time_since_epoch().count();
    return (epoch + bucket_origin + offset_minutes * 60) / seconds_of(unit);
}

std::int64_t date_part(Time time, std::string_view part, int offset_minutes) {
    const auto local = time + minutes(offset_minutes);
    const auto day = std::chrono::floor<days>(local);
    const year_month_day date{day};
    if (part == "hour") return (local - day) / std::chrono::hours(1);
    if (part == "dayofweek") return std::chrono::weekday(day).c_encoding();
    if (part == "year") return int(date.year());
    if (part == "month") return unsigned(date.month());
    if (part == "quarter") return (unsigned(date.month()) + 2) / 3;
    const auto day_of_year = (day - sys_days(date.year() / 1 / 1)).count();
    return (day_of_year + 7 - std::chrono::weekday(day).c_encoding()) / 7;
}

}  // namespace stead::model
