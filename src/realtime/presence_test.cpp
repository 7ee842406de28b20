#include "realtime/presence.h"

#include <gtest/gtest.h>

namespace stead::realtime {

namespace {

const Presence::Time start{};
constexpr auto minute = std::chrono::seconds(60);

Presence::Person ruth(std::string mode) {
    return {"r", "Ruth", std::move(mode), start + minute};
}

}  // namespace

TEST(Presence, OthersHearOfAPersonOnceForEveryThingHeDoes) {
    Presence presence;

    EXPECT_TRUE(presence.note("case", ruth("viewing")));
    EXPECT_FALSE(presence.note("case", ruth("viewing")));
    EXPECT_TRUE(presence.note("case", ruth("note")));
    EXPECT_EQ(presence.at("case").size(), 1u);
    EXPECT_TRUE(presence.note("case", ruth("gone")));
    EXPECT_TRUE(presence.at("case").empty());
}

TEST(Presence, WhoIsSilentOrSignedOutIsTakenAway) {
    Presence presence;
    presence.note("a", ruth("viewing"));
    presence.note("b", {"t", "Tomas", "viewing", start + 2 * minute});

    EXPECT_EQ(presence.leave(start + minute), std::vector<std::string>{"a"});
    EXPECT_EQ(presence.leave(start + minute, {"t"}), std::vector<std::string>{"b"});
}

}  // namespace stead::realtime
