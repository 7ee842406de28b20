#include <gtest/gtest.h>

#include "connection.h"
#include "model/random_world.h"

// What SQLite answers to random queries about random rows, PostgreSQL must answer, too.
namespace stead::postgresql {

namespace {

using model::SampleWorld;

constexpr int worlds = 50;
constexpr int queries_per_world = 200;

// The world's tables and rows, in a schema of their own.
void copy(SampleWorld& world, Connection& database) {
    const auto& dialect = db::postgresql_dialect();
    database.execute("DROP SCHEMA IF EXISTS world CASCADE");
    database.execute("CREATE SCHEMA world; SET search_path TO world");
    for (const auto& table : world.dictionary().tables())
        if (table->root == table.get())
            for (const auto& sql : dialect.migrate(schema_of(world.dictionary(), *table), {}))
                database.execute(sql);
    for (const auto& row : world.rows()) {
        const auto insert = SampleWorld::insertion(*row, dialect);
        database.ask(insert.text, insert.params);
    }
}

}  // namespace

TEST(Postgresql, FindsTheRowsThatSqliteFindsInTheSameOrder) {
    Connection database;
    database.execute("SET client_min_messages TO warning");
    const auto first_seed = model::RandomWorld::seed();
    std::printf("STEAD_SEED=%llu\n", static_cast<unsigned long long>(first_seed));
    for (std::uint64_t seed = first_seed; seed < first_seed + worlds; ++seed) {
        model::RandomWorld random(seed);
        auto& world = random.world();
        copy(world, database);
        for (int i = 0; i < queries_per_world; ++i) {
            const auto table = random.table();
            const auto query = random.order(table) + "^" + random.query(table);

            const auto sql = world.statement(table, query, db::postgresql_dialect());
            ASSERT_EQ(database.ask(sql.text, sql.params), world.find_ordered(table, query))
                << "table " << table << ", query " << query << ", zone " << world.zone_
                << "; again with STEAD_SEED=" << seed << "\n"
                << sql.text;
        }
    }
}

}  // namespace stead::postgresql
