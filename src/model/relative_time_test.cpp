#include "model/relative_time.h"

#include <gtest/gtest.h>

#include "base/date_time.h"

namespace stead::model {

namespace {

base::Time at(std::string_view text) {
    return *base::parse_utc(text);
}

std::string shifted(std::string_view from, TimeUnit unit, std::int64_t count,
                    std::string_view zone = "UTC") {
    return base::format_utc(shift(at(from), unit, count, zone));
}

std::string window_text(std::string_view time, TimeUnit unit, std::string_view zone) {
    const auto around = window(at(time), unit, zone);
    return base::format_utc(around.first) + " / " + base::format_utc(around.last);
}

}  // namespace

TEST(RelativeTime, KeepsTheDayOfTheMonthWhereTheMonthHasIt) {
    EXPECT_EQ(shifted("2026-03-31 10:00:00", TimeUnit::month, -1), "2026-02-28 10:00:00");
    EXPECT_EQ(shifted("2024-02-29 10:00:00", TimeUnit::year, 1), "2025-02-28 10:00:00");
    EXPECT_EQ(shifted("2026-01-15 10:00:00", TimeUnit::quarter, -1), "2025-10-15 10:00:00");
}

TEST(RelativeTime, KeepsTheWallClockWhenTheOffsetChanges) {
    EXPECT_EQ(shifted("2026-03-30 06:00:00", TimeUnit::day, -2, "Europe/Prague"),
              "2026-03-28 07:00:00");
}

TEST(RelativeTime, EndsAtTheYearsThatCanBeWritten) {
    EXPECT_EQ(shifted("2026-01-01 00:00:00", TimeUnit::year, 1'000'000'000).substr(0, 4), "9999");
}

TEST(RelativeTime, KnowsTheFirstAndLastSecondOfAUnitInAZone) {
    EXPECT_EQ(window_text("2026-03-18 12:34:56", TimeUnit::hour, "Asia/Kolkata"),
              "2026-03-18 12:30:00 / 2026-03-18 13:29:59");
    EXPECT_EQ(window_text("2026-03-29 12:00:00", TimeUnit::day, "Europe/Prague"),
              "2026-03-28 23:00:00 / 2026-03-29 21:59:59");
    EXPECT_EQ(window_text("2026-03-18 12:00:00", TimeUnit::week, "UTC"),
              "2026-03-15 00:00:00 / 2026-03-21 23:59:59");
    EXPECT_EQ(window_text("2026-03-18 12:00:00", TimeUnit::quarter, "UTC"),
              "2026-01-01 00:00:00 / 2026-03-31 23:59:59");
}

TEST(RelativeTime, FollowsTheZonesOffset) {
    const auto now = at("2026-03-18 12:00:00");
    for (const auto* zone : {"Europe/Prague", "America/New_York", "Africa/Casablanca", "UTC"}) {
        const auto steps = zone_offsets(now, zone);
        for (int day = -3600; day < 700; ++day) {
            const auto time = now + std::chrono::hours(24 * day);
            EXPECT_EQ(std::chrono::minutes(offset_at(steps, time)), base::zone_offset(time, zone))
                << zone << base::format_utc(time);
        }
    }
}

}  // namespace stead::model
