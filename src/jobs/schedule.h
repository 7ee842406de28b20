#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/clock.h"

namespace stead::jobs {

// When a scheduled job runs (sysauto): the columns that say so, read once.
struct Schedule {
    std::string run_type;  // daily, weekly, monthly, periodically, once, on_demand
    std::chrono::seconds time_of_day{0};
    int day_of_week = 1;   // 1 = Monday
    int day_of_month = 1;  // the last day in shorter months
    std::chrono::seconds period{0};
    std::optional<base::Time> start, end;
    std::string zone;  // the wall clock that time_of_day means; "" = UTC
};

// The first time after `after` at which it runs. Empty: never by itself.
std::optional<base::Time> next_run(const Schedule& schedule, base::Time after);

}  // namespace stead::jobs
