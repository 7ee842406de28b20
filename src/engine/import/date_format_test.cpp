#include "engine/import/date_format.h"

#include <gtest/gtest.h>

namespace stead::engine {

TEST(DateFormat, ReadsTheUsualPatterns) {
    EXPECT_EQ(read_date("24/12/2026", "dd/MM/yyyy"), "2026-12-24 00:00:00");
    EXPECT_EQ(read_date("12-24-26 5:07 PM", "MM-dd-yy h:mm a"), "2026-12-24 17:07:00");
    EXPECT_EQ(read_date("20261224173005", "yyyyMMddHHmmss"), "2026-12-24 17:30:05");
    EXPECT_EQ(read_date("3 December 1999", "d MMM yyyy"), "1999-12-03 00:00:00");
    EXPECT_EQ(read_date("2026-12-24T17:30", "yyyy-MM-dd'T'HH:mm"), "2026-12-24 17:30:00");
    EXPECT_EQ(read_date("12:00 AM 1.1.2026", "hh:mm a d.M.yyyy"), "2026-01-01 00:00:00");
}

TEST(DateFormat, KnowsTheDaysThereAre) {
    EXPECT_TRUE(read_date("29.02.2028", "dd.MM.yyyy"));
    for (const auto* text : {"29.02.2026", "31.04.2026", "00.01.2026", "01.13.2026"})
        EXPECT_FALSE(read_date(text, "dd.MM.yyyy")) << text;
}

TEST(DateFormat, RefusesWhatDoesNotFollowThePattern) {
    for (const auto* text : {"", "24/12", "24/12/2026 ?", "x", "24-12-2026", "//"})
        EXPECT_FALSE(read_date(text, "dd/MM/yyyy")) << text;
    EXPECT_FALSE(read_date("24", "Q"));
    EXPECT_FALSE(read_date("13:00 PM", "hh:mm a"));
}

}  // namespace stead::engine
