#include "base/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace stead::base {
namespace {

const Time noon{std::chrono::milliseconds(1'700'000'000'000)};

TEST(Ids, GrowWithTime) {
    EXPECT_LT(new_sys_id(noon), new_sys_id(noon + std::chrono::milliseconds(1)));
    EXPECT_TRUE(is_sys_id(new_sys_id(noon)));
}

TEST(Ids, DifferBetweenThreadsInTheSameMillisecond) {
    std::vector<std::vector<std::string>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& own : made) {
            threads.emplace_back([&own] {
                for (int i = 0; i < 5000; ++i) own.push_back(new_sys_id(noon));
            });
        }
    }
    std::set<std::string> all;
    for (const auto& own : made) all.insert(own.begin(), own.end());
    EXPECT_EQ(all.size(), 20000u);
}

TEST(Ids, OfShippedRowsAreStableAndKnowWhereOnePartEnds) {
    EXPECT_EQ(derived_sys_id({"com.snc.x", "sys_user", "a"}),
              derived_sys_id({"com.snc.x", "sys_user", "a"}));
    EXPECT_NE(derived_sys_id({"ab", "c"}), derived_sys_id({"a", "bc"}));
    EXPECT_TRUE(is_sys_id(derived_sys_id({"x"})));
}

TEST(Ids, AreThirtyTwoSmallHexDigits) {
    EXPECT_TRUE(is_sys_id("0123456789abcdef0123456789abcdef"));
    EXPECT_FALSE(is_sys_id("0123456789ABCDEF0123456789abcdef"));
    EXPECT_FALSE(is_sys_id("0123456789abcdef0123456789abcde"));
    EXPECT_FALSE(is_sys_id("0123456789abcdef0123456789abcdeg"));
}

TEST(Ids, HashAsTheStandardSays) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Ids, AreRandomWhereNobodyMayGuess) {
    EXPECT_EQ(random_hex(16).size(), 32u);
    EXPECT_NE(random_hex(16), random_hex(16));
}

}  // namespace
}  // namespace stead::base
