#include "db/table_versions.h"

#include <gtest/gtest.h>

namespace stead::db {
namespace {

using Tables = std::vector<std::string>;

TEST(TableVersions, StayWhileOtherTablesAreWritten) {
    TableVersions versions;
    const auto before = versions.of(Tables{"task"}, versions.now());
    versions.touch("sysevent");
    versions.settle();

    EXPECT_TRUE(before);
    EXPECT_EQ(versions.of(Tables{"task"}, versions.now()), before);
}

TEST(TableVersions, ChangeWithEveryGroupThatWritesOneOfThem) {
    TableVersions versions;
    const auto before = versions.of(Tables{"task", "sys_user"}, versions.now());
    versions.touch("sys_user");
    versions.settle();

    EXPECT_NE(versions.of(Tables{"task", "sys_user"}, versions.now()), before);
}

TEST(TableVersions, AreUnknownWhileATableIsBeingWritten) {
    TableVersions versions;
    versions.touch("task");

    EXPECT_FALSE(versions.of(Tables{"task"}, versions.now()));
    EXPECT_TRUE(versions.of(Tables{"sys_user"}, versions.now()));
}

// Its snapshot may have begun on either side of the commit.
TEST(TableVersions, AreUnknownToAReaderThatBeganBeforeTheCommit) {
    TableVersions versions;
    const auto begin = versions.now();
    versions.touch("task");
    versions.settle();

    EXPECT_FALSE(versions.of(Tables{"task"}, begin));
    EXPECT_TRUE(versions.of(Tables{"task"}, versions.now()));
}

}  // namespace
}  // namespace stead::db
