#include "base/date_time.h"

#include <gtest/gtest.h>

namespace stead::base {
namespace {

using namespace std::chrono_literals;

Time at(std::string_view text) {
    return parse_utc(text).value();
}

TEST(DateTime, ReadsWhatItWrites) {
    EXPECT_EQ(format_utc(at("2026-11-22 08:15:00")), "2026-11-22 08:15:00");
    EXPECT_EQ(format_utc(at("2024-02-29 23:59:59")), "2024-02-29 23:59:59");
    EXPECT_EQ(format_utc(at("1969-12-31 23:59:59")), "1969-12-31 23:59:59");
}

TEST(DateTime, TakesADateForItsMidnight) {
    EXPECT_EQ(at("2026-11-22"), at("2026-11-22 00:00:00"));
}

TEST(DateTime, RefusesWhatIsNoDate) {
    for (const auto* text : {"", "2026-02-30", "2026-13-01", "22.11.2026", "2026-11-22 24:00:01",
                             "2026-11-22 08:61:00", "2026-11-22x", "now"}) {
        EXPECT_EQ(parse_utc(text), std::nullopt) << text;
    }
}

TEST(DateTime, ShowsTheWallClockOfAZone) {
    EXPECT_EQ(format_local(at("2026-07-01 12:00:00"), "Europe/Prague"), "2026-07-01 14:00:00");
    EXPECT_EQ(format_local(at("2026-01-01 12:00:00"), "Europe/Prague"), "2026-01-01 13:00:00");
    EXPECT_EQ(format_local(at("2026-01-01 12:00:00"), "No/Where"), "2026-01-01 12:00:00");
    EXPECT_EQ(zone_offset(at("2026-07-01 12:00:00"), "America/Chicago"), -5h);
}

TEST(DateTime, ReadsTheWallClockOfAZone) {
    EXPECT_EQ(parse_local("2026-07-01 14:00:00", "Europe/Prague"), at("2026-07-01 12:00:00"));
    EXPECT_EQ(parse_local("nonsense", "Europe/Prague"), std::nullopt);
}

TEST(DateTime, TakesTheEarlierTimeWhenTheClockShowsItTwice) {
    EXPECT_EQ(parse_local("2026-10-25 02:30:00", "Europe/Prague"), at("2026-10-25 00:30:00"));
}

TEST(DateTime, TakesTheMomentOfTheJumpWhenTheClockNeverShowsIt) {
    EXPECT_EQ(parse_local("2026-03-29 02:30:00", "Europe/Prague"), at("2026-03-29 01:00:00"));
}

TEST(DateTime, KnowsZonesByName) {
    EXPECT_TRUE(is_known_zone("Europe/Oslo"));
    EXPECT_FALSE(is_known_zone("Europe/Nowhere"));
    EXPECT_FALSE(is_known_zone("../../etc/passwd"));
}

TEST(DateTime, StoresADurationAsADateAfterTheEpoch) {
    EXPECT_EQ(format_duration(26h + 3min + 4s), "1970-01-02 02:03:04");
    EXPECT_EQ(parse_duration("1970-01-02 02:03:04"), 26h + 3min + 4s);
    EXPECT_EQ(parse_duration("soon"), std::nullopt);
}

}  // namespace
}  // namespace stead::base
