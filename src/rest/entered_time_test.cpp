#include "rest/entered_time.h"

#include <gtest/gtest.h>

namespace stead::rest {

namespace {

TEST(EnteredTime, IsReadInTheLettersOfItsWriter) {
    EXPECT_EQ(plain_time("01/07/2026 09:05:00 PM", "dd/MM/yyyy hh:mm:ss a"), "2026-07-01 21:05:00");
    EXPECT_EQ(plain_time("7-1-26", "M-d-yy"), "2026-07-01");
    EXPECT_EQ(plain_time("2026.07.01 08:30", "yyyy.MM.dd HH:mm"), "2026-07-01 08:30:00");
}

TEST(EnteredTime, KnowsNoonAndMidnight) {
    EXPECT_EQ(plain_time("01/07/2026 12:00 am", "dd/MM/yyyy hh:mm a"), "2026-07-01 00:00:00");
    EXPECT_EQ(plain_time("01/07/2026 12:00 pm", "dd/MM/yyyy hh:mm a"), "2026-07-01 12:00:00");
}

TEST(EnteredTime, IsNothingInOtherLetters) {
    EXPECT_EQ(plain_time("2026-07-01", "dd/MM/yyyy"), "");
    EXPECT_EQ(plain_time("01/07/2026 and more", "dd/MM/yyyy"), "");
    EXPECT_EQ(plain_time("31/13/2026", "dd/MM/yyyy"), "");
    EXPECT_EQ(plain_time("", "dd/MM/yyyy"), "");
}

}  // namespace

}  // namespace stead::rest
