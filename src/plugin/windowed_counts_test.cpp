#include "plugin/windowed_counts.h"

#include <gtest/gtest.h>

namespace stead::plugin {

using namespace std::chrono_literals;

TEST(WindowedCounts, AllowsExactlyTheLimitInEachWindow) {
    WindowedCounts counts(1h);
    const base::Time noon{500'000h};

    EXPECT_TRUE(counts.take("mira", 2, noon));
    EXPECT_TRUE(counts.take("mira", 2, noon + 59min));
    EXPECT_FALSE(counts.take("mira", 2, noon + 59min + 59s));
    EXPECT_TRUE(counts.take("mira", 2, noon + 1h));
}

TEST(WindowedCounts, CountsCallersApartAndKnowsWhenTheWindowEnds) {
    WindowedCounts counts(1h);
    const base::Time noon{500'000h};
    counts.take("mira", 1, noon);

    EXPECT_TRUE(counts.is_full("mira", 1, noon));
    EXPECT_FALSE(counts.is_full("tomas", 1, noon));
    EXPECT_FALSE(counts.is_full("mira", 1, noon + 1h));
    EXPECT_EQ(counts.reset(noon + 20min), noon + 1h);
}

TEST(WindowedCounts, ALimitOfNothingAllowsNothing) {
    WindowedCounts counts(1h);

    EXPECT_FALSE(counts.take("mira", 0, base::Time{500'000h}));
}

}  // namespace stead::plugin
