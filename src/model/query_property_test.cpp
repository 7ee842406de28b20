#include <gtest/gtest.h>

#include "model/random_world.h"

// Random tables, rows and queries must give the same rows from SQL and from memory.
namespace stead::model {

namespace {

constexpr int worlds = 60;
constexpr int queries_per_world = 200;

}  // namespace

TEST(EncodedQueryProperty, SqlAndMemoryFindTheSameRows) {
    const auto first_seed = RandomWorld::seed();
    std::printf("STEAD_SEED=%llu\n", static_cast<unsigned long long>(first_seed));
    int telling = 0;
    for (std::uint64_t seed = first_seed; seed < first_seed + worlds; ++seed) {
        RandomWorld random(seed);
        auto& world = random.world();
        for (int i = 0; i < queries_per_world; ++i) {
            const auto table = random.table();
            const auto query = random.query(table);

            const auto found = world.find_in_memory(table, query);
            telling += !found.empty() && found != world.find_in_memory(table, "");
            ASSERT_EQ(world.find_by_sql(table, query), found)
                << "table " << table << ", query " << query << ", zone " << world.zone_
                << "; again with STEAD_SEED=" << seed;
        }
    }
    EXPECT_GT(telling, worlds * queries_per_world / 5);
}

}  // namespace stead::model
