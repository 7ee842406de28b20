#include "jobs/schedule.h"

#include <gtest/gtest.h>

#include "base/date_time.h"

namespace stead::jobs {
namespace {

base::Time at(const char* text) {
    return *base::parse_utc(text);
}

std::string next(const Schedule& schedule, const char* after) {
    const auto time = next_run(schedule, at(after));
    return time ? base::format_utc(*time) : "never";
}

TEST(Schedule, RunsDailyAtTheWallClocksTime) {
    const Schedule daily{"daily", std::chrono::hours(2), 1, 1, {}, {}, {}, "Europe/Prague"};

    EXPECT_EQ(next(daily, "2026-07-01 00:30:00"), "2026-07-02 00:00:00");
    EXPECT_EQ(next(daily, "2026-12-01 00:30:00"), "2026-12-01 01:00:00");
}

TEST(Schedule, RunsWeeklyOnItsDay) {
    const Schedule weekly{"weekly", std::chrono::hours(8), 1, 1, {}, {}, {}, ""};

    EXPECT_EQ(next(weekly, "2026-11-22 12:00:00"), "2026-11-23 08:00:00");
}

TEST(Schedule, RunsOnTheLastDayOfShortMonths) {
    const Schedule monthly{"monthly", {}, 1, 31, {}, {}, {}, ""};

    EXPECT_EQ(next(monthly, "2026-02-10 00:00:00"), "2026-02-28 00:00:00");
}

TEST(Schedule, RepeatsFromItsStart) {
    const Schedule hourly{
        "periodically", {}, 1, 1, std::chrono::hours(1), at("2026-01-01 00:30:00"), {}, ""};

    EXPECT_EQ(next(hourly, "2026-01-01 05:00:00"), "2026-01-01 05:30:00");
}

TEST(Schedule, NeverRunsAfterItsEnd) {
    const Schedule ended{"daily", {}, 1, 1, {}, {}, at("2026-01-01 00:00:00"), ""};

    EXPECT_EQ(next(ended, "2026-01-02 00:00:00"), "never");
}

}  // namespace
}  // namespace stead::jobs
