#include "jobs/schedule.h"

#include <algorithm>

#include "base/date_time.h"

namespace stead::jobs {

namespace {

using namespace std::chrono;
using base::Time;

bool runs_on(const Schedule& schedule, sys_days day) {
    const year_month_day date(day);
    if (schedule.run_type == "weekly")
        return weekday(day).iso_encoding() == static_cast<unsigned>(schedule.day_of_week);
    if (schedule.run_type != "monthly") return true;
    const unsigned last =
        unsigned(year_month_day_last(date.year(), month_day_last(date.month())).day());
    return unsigned(date.day()) ==
           std::min(static_cast<unsigned>(std::max(schedule.day_of_month, 1)), last);
}

// The wall clock's time of day on a date, as a moment.
Time moment(const Schedule& schedule, sys_days day) {
    const Time wall = Time(day.time_since_epoch()) + schedule.time_of_day;
    return base::parse_local(base::format_utc(wall), schedule.zone).value_or(wall);
}

std::optional<Time> next_calendar(const Schedule& schedule, Time after) {
    const Time wall = after + base::zone_offset(after, schedule.zone);
    sys_days day = floor<days>(wall);
    for (int i = 0; i < 64; ++i, day += days(1))
        if (runs_on(schedule, day) && moment(schedule, day) > after) return moment(schedule, day);
    return {};
}

std::optional<Time> next_period(const Schedule& schedule, Time after) {
    if (schedule.period <= seconds(0)) return {};
    const Time start = schedule.start.value_or(Time());
    if (start > after) return start;
    const auto passed = (after - start) / duration_cast<milliseconds>(schedule.period);
    return start + (passed + 1) * duration_cast<milliseconds>(schedule.period);
}

std::optional<Time> candidate(const Schedule& schedule, Time after) {
    if (schedule.run_type == "on_demand") return {};
    if (schedule.run_type == "once")
        return schedule.start && *schedule.start > after ? schedule.start : std::nullopt;
    if (schedule.run_type == "periodically") return next_period(schedule, after);
    return next_calendar(schedule,
                         schedule.start ? std::max(after, *schedule.start - seconds(1)) : after);
}

}  // namespace

std::optional<Time> next_run(const Schedule& schedule, Time after) {
    const auto next = candidate(schedule, after);
    if (!next || (schedule.end && *next > *schedule.end)) return {};
    return next;
}

}  // namespace stead::jobs
