#include "record/count_cache.h"

#include <gtest/gtest.h>

#include <thread>

#include "record/test_world.h"

namespace stead::record {
namespace {

class Counting : public testing::Test {
protected:
    Counting() {
        world_.user("root", {"admin"});
        ticket("a");
        ticket("b");
    }
    std::string ticket(const std::string& title) {
        return world_.insert("ticket", {{"title", title}});
    }

    TestWorld world_;
};

TEST_F(Counting, FollowsEveryWrite) {
    EXPECT_EQ(world_.count("root", "ticket", "title=a"), 1);
    EXPECT_EQ(world_.count("root", "ticket", "title=a"), 1);
    const auto second = ticket("a");
    EXPECT_EQ(world_.count("root", "ticket", "title=a"), 2);
    world_.update("ticket", second, {{"title", "c"}});
    EXPECT_EQ(world_.count("root", "ticket", "title=a"), 1);
}

TEST_F(Counting, FollowsWritesOfTheTablesThatAConditionWalksTo) {
    const auto boxeo = world_.insert("account", {{"name", "Boxeo"}});
    world_.insert("ticket", {{"title", "d"}, {"account", boxeo}});
    EXPECT_EQ(world_.count("root", "ticket", "account.name=Boxeo"), 1);
    world_.update("account", boxeo, {{"name", "Burt"}});
    EXPECT_EQ(world_.count("root", "ticket", "account.name=Boxeo"), 0);
}

TEST_F(Counting, TellsPeopleApartWhoseRowsDiffer) {
    const auto ada = world_.user("ada", {"agent"});
    const auto bo = world_.user("bo", {"agent"});
    world_.acl("ticket", "read", {"agent"}, {{"condition", "opened_by=javascript:gs.getUserID()"}});
    world_.insert("ticket", {{"title", "hers"}, {"opened_by", ada}});

    EXPECT_EQ(world_.count("ada", "ticket", ""), 1);
    EXPECT_EQ(world_.count("bo", "ticket", ""), 0);
    EXPECT_EQ(world_.count("ada", "ticket", ""), 1);
}

TEST_F(Counting, StaysWithTheSnapshotOfTheReader) {
    world_.read("root", [&](Unit& unit) {
        EXPECT_EQ(unit.count("ticket", ""), 2);
        std::thread([&] { ticket("later"); }).join();
        EXPECT_EQ(world_.count("root", "ticket", ""), 3);
        EXPECT_EQ(unit.count("ticket", ""), 2);
    });
    EXPECT_EQ(world_.count("root", "ticket", ""), 3);
}

}  // namespace
}  // namespace stead::record
