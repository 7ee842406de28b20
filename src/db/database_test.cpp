#include "db/database.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "base/error.h"

namespace stead::db {
namespace {

std::unique_ptr<Database> with_table() {
    auto database = open_sqlite({});
    database->write([](Connection& c) {
        c.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT UNIQUE)");
    });
    return database;
}

void add(Connection& connection, std::string word) {
    connection.run("INSERT INTO word (text) VALUES (?)", {std::move(word)});
}

std::string count(Database& database) {
    std::string value;
    database.read([&](Connection& c) { value = c.value("SELECT count(*) FROM word"); });
    return value;
}

TEST(Database, KeepsWhatAUnitWrote) {
    const auto database = with_table();

    database->write([](Connection& c) { add(c, "steam"); });

    EXPECT_EQ(count(*database), "1");
}

TEST(Database, RollsBackAloneTheUnitThatFails) {
    const auto database = with_table();
    std::vector<std::thread> threads;

    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&, i] {
            try {
                database->write([&](Connection& c) {
                    add(c, "word " + std::to_string(i));
                    if (i % 2 == 0) throw base::Error(base::Status::forbidden, "no");
                });
            } catch (const base::Error&) {
            }
        });
    for (auto& thread : threads) thread.join();

    EXPECT_EQ(count(*database), "8");
}

TEST(Database, SaysConflictWhenAUniqueValueComesTwice) {
    const auto database = with_table();
    database->write([](Connection& c) { add(c, "steam"); });

    try {
        database->write([](Connection& c) { add(c, "steam"); });
        FAIL() << "the second insert was taken";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.status, base::Status::conflict);
    }
}

TEST(Database, AReaderSeesOneSnapshotWhileOthersWrite) {
    const auto database = with_table();
    std::string before, after;

    database->read([&](Connection& c) {
        before = c.value("SELECT count(*) FROM word");
        std::thread([&] { database->write([](Connection& w) { add(w, "late"); }); }).join();
        after = c.value("SELECT count(*) FROM word");
    });

    EXPECT_EQ(before, after);
    EXPECT_EQ(count(*database), "1");
}

TEST(Database, RunsOneTextInsideItself) {
    const auto database = with_table();
    database->write([](Connection& c) { add(c, "a"), add(c, "b"); });
    int pairs = 0;

    database->read([&](Connection& c) {
        auto& outer = c.prepare("SELECT text FROM word");
        while (outer.step()) {
            auto& inner = c.prepare("SELECT text FROM word");
            while (inner.step()) ++pairs;
        }
    });

    EXPECT_EQ(pairs, 4);
}

TEST(Database, RefusesAFolderThatIsInUse) {
    const auto folder = std::filesystem::temp_directory_path() / "stead-lock-test";
    std::filesystem::remove_all(folder);
    const auto first = open_sqlite({folder.string()});

    EXPECT_THROW(open_sqlite({folder.string()}), base::Error);

    std::filesystem::remove_all(folder);
}

TEST(Database, BringsATableToItsSchemaByAddingOnly) {
    const auto database = open_sqlite({});
    const Schema small{"thing", {{"name"}}, {}};
    const Schema large{
        "thing", {{"name"}, {"size", ColumnType::integer}}, {{"thing_size", {"size"}}}};

    database->write([&](Connection& c) {
        for (const auto& sql : c.dialect().migrate(small, {"thing", {}, {}})) c.execute(sql);
        c.run("INSERT INTO thing (name) VALUES ('kept')");
        const auto present = database->present_schema(c, "thing");
        for (const auto& sql : c.dialect().migrate(large, present)) c.execute(sql);
    });

    database->write([&](Connection& c) {
        EXPECT_EQ(c.value("SELECT name FROM thing WHERE size IS NULL"), "kept");
        EXPECT_TRUE(c.dialect().migrate(large, database->present_schema(c, "thing")).empty());
    });
}

TEST(Dialect, TakesPatternCharactersLiterally) {
    EXPECT_EQ(sqlite_dialect().like_pattern("50%_off", true, false), "%50\\%\\_off");
}

TEST(Dialect, NumbersThePlaceholdersOfPostgresql) {
    EXPECT_EQ(postgresql_dialect().placeholder(3), "$3");
}

}  // namespace

TEST(Database, StopsAQueryThatRunsPastItsTime) {
    const auto database = open_sqlite({});
    constexpr auto endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
    const auto work = [&](Connection& connection) {
        const TimeLimit limit(connection,
                              std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
        connection.value(endless);
    };

    EXPECT_THROW(database->read(work), OutOfTime);
    EXPECT_THROW(database->write(work), OutOfTime);
}

TEST(Database, KeepsWhatOthersOfTheGroupWroteWhenOneRunsPastItsTime) {
    const auto database = open_sqlite({});
    database->write([](Connection& c) { c.execute("CREATE TABLE t (a)"); });
    const auto late = [](Connection& connection) {
        connection.run("INSERT INTO t VALUES (2)");
        const TimeLimit limit(connection,
                              std::chrono::steady_clock::now() - std::chrono::milliseconds(1));
        connection.run("INSERT INTO t VALUES (3)");
    };

    database->write([](Connection& c) { c.run("INSERT INTO t VALUES (1)"); });
    EXPECT_THROW(database->write(late), OutOfTime);

    database->read([](Connection& c) { EXPECT_EQ(c.value("SELECT group_concat(a) FROM t"), "1"); });
}

}  // namespace stead::db
