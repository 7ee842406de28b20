#include <gtest/gtest.h>

#include "record/test_world.h"

namespace stead::record {
namespace {

TEST(RowsWith, ComparesValuesFromElsewhereAsTheyStand) {
    TestWorld world;
    world.user("mia", {"manager"});
    world.acl("ticket", "read", {"manager"});
    world.insert("ticket", {{"title", "a"}, {"state", "1"}});
    const auto b = world.insert("ticket", {{"title", "b"}, {"state", "2"}});
    world.insert("ticket", {{"title", "^NQstate=2"}});
    world.insert("ticket", {{"title", "javascript:gs.getUserID()"}});
    world.read("mia", [&](Unit& unit) {
        const auto titles = [&](std::string_view value) {
            std::vector<std::string> found;
            for (const auto& row : unit.rows_with("ticket", {{"title", value}}))
                found.push_back(row.get("title"));
            return found;
        };
        EXPECT_EQ(titles("^NQstate=2"), std::vector<std::string>{"^NQstate=2"});
        EXPECT_EQ(titles("a^ORtitle=b"), std::vector<std::string>{});
        EXPECT_EQ(titles("javascript:gs.getUserID()"),
                  std::vector<std::string>{"javascript:gs.getUserID()"});
        EXPECT_EQ(titles(""), std::vector<std::string>{});
        EXPECT_EQ(unit.row_with("ticket", {{"title", "b"}, {"state", "2"}})->sys_id(), b);
        EXPECT_FALSE(unit.row_with("ticket", {{"title", "b"}, {"state", "1"}}));
    });
}

}  // namespace
}  // namespace stead::record
