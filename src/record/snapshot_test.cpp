#include "record/snapshot.h"

#include <gtest/gtest.h>

#include <thread>

#include "record/test_world.h"

namespace stead::record {
namespace {

using Text = std::vector<std::string>;

// Everything that a snapshot says of a table.
Text told(const Snapshot& snapshot, const std::string& table) {
    Text lines;
    for (const auto& row : snapshot.rows(table))
        for (const auto& [name, value] : row) lines.push_back(std::string(name) + "=" + value);
    for (const auto* operation : {"create", "read", "write", "delete"})
        for (const auto& rule : snapshot.acls(table, operation))
            lines.push_back(rule.sys_id + " " + rule.condition);
    return lines;
}

TEST(Snapshot, KeepsItsDictionaryWhenOtherMetadataIsWritten) {
    TestWorld world;
    world.property("first", "1");
    const auto before = world.store().snapshot()->dictionary_ptr();
    world.property("second", "2");
    const auto after = world.store().snapshot();

    EXPECT_EQ(after->dictionary_ptr(), before);
    EXPECT_EQ(after->property("first"), "1");
    EXPECT_EQ(after->property("second"), "2");
}

TEST(Snapshot, SaysTheSameRenewedAsMadeWhole) {
    TestWorld world;
    world.user("ada", {"agent"});
    world.acl("ticket", "read", {"agent"}, {{"condition", "state=1"}});
    world.insert("sys_script", {{"name", "b"}, {"collection", "ticket"}, {"active", "true"}});
    world.insert("sys_script", {{"name", "a"}, {"collection", "ticket"}, {"active", "true"}});
    world.property("first", "1");
    const auto renewed = world.store().snapshot();
    world.store().write(system_session(), [&](Unit& unit) { world.store().reload(unit); });
    const auto whole = world.store().snapshot();

    ASSERT_NE(renewed->dictionary_ptr(), whole->dictionary_ptr());
    EXPECT_EQ(renewed->rows("sys_script").size(), 2u);
    EXPECT_EQ(whole->property("first"), renewed->property("first"));
    EXPECT_TRUE(renewed->has_role("agent"));
    for (const auto& table : whole->dictionary().tables())
        EXPECT_EQ(told(*renewed, table->name), told(*whole, table->name)) << table->name;
}

// The second runs while the first is not durable yet, so it starts from an older snapshot.
TEST(Snapshot, HoldsWhatEveryUnitOfOneCommitWrote) {
    TestWorld world;
    std::thread second;
    world.store().write(system_session(), [&](Unit& unit) {
        Record row(unit.dictionary().get("sys_properties"));
        row.set("name", "first");
        row.set("value", "1");
        unit.insert(row);
        second = std::thread([&] { world.property("second", "2"); });
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    });
    second.join();

    EXPECT_EQ(world.store().snapshot()->property("first"), "1");
    EXPECT_EQ(world.store().snapshot()->property("second"), "2");
}

}  // namespace
}  // namespace stead::record
