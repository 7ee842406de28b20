#include "base/clock.h"

#include <gtest/gtest.h>

namespace stead::base {
namespace {

using namespace std::chrono_literals;

const Time long_ago{std::chrono::milliseconds(1'000'000'000'000)};

TEST(SettableClock, GoesOnFromWhereItWasSet) {
    SettableClock clock;
    clock.set(long_ago);
    EXPECT_GE(clock.now(), long_ago);
    EXPECT_LT(clock.now(), long_ago + 10s);
}

TEST(SettableClock, StandsStillWhenFrozenAndComesBackToThePresent) {
    SettableClock clock;
    clock.freeze(long_ago);
    EXPECT_EQ(clock.now(), long_ago);
    EXPECT_EQ(clock.now(), long_ago);

    clock.reset();
    EXPECT_LT(SystemClock().now() - clock.now(), 10s);
}

}  // namespace
}  // namespace stead::base
