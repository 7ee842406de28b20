// bench_ceilings: what bare SQLite reaches on this machine, for run.ts to divide by.
//
//   list DATABASE SECONDS SQL COUNT_SQL      lists per second on one thread, written as JSON
//   weigh DATABASE                           entries and bytes of every table and index
//   commit FOLDER SECONDS WRITERS < PLAN     durable units per second; PLAN has one line per table
//   or
//                                            index: kind, entries per unit, bytes per entry
#include <fmt/core.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <iostream>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/json_writer.h"
#include "db/database.h"

namespace {

using Clock = std::chrono::steady_clock;
using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Query = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

struct Piece {
    std::string kind;  // table (appended to) or index (entered anywhere)
    double entries = 0;
    int bytes = 0;
};

Database open(const std::string& path) {
    sqlite3* handle = nullptr;
    if (sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
        throw std::runtime_error("cannot open " + path);
    }
    sqlite3_exec(handle, "PRAGMA mmap_size=1073741824", nullptr, nullptr, nullptr);
    return {handle, sqlite3_close};
}

Query prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &handle, nullptr) != SQLITE_OK) {
        throw std::runtime_error(std::string(sqlite3_errmsg(database)) + ": " + sql);
    }
    return {handle, sqlite3_finalize};
}

std::string_view text(sqlite3_stmt* row, int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    return bytes ? std::string_view(bytes, sqlite3_column_bytes(row, column)) : std::string_view();
}

// The rows and their number, as the REST answer spells them.
void write_list(std::string& out, sqlite3_stmt* rows, sqlite3_stmt* count) {
    out.clear();
    stead::base::JsonWriter json(out);
    json.begin_object().key("result").begin_array();
    while (sqlite3_step(rows) == SQLITE_ROW) {
        json.begin_object();
        for (int i = 0; i < sqlite3_column_count(rows); ++i) {
            json.member(sqlite3_column_name(rows, i), text(rows, i));
        }
        json.end_object();
    }
    json.end_array().end_object();
    sqlite3_reset(rows);
    sqlite3_step(count);
    sqlite3_reset(count);
}

void list(const std::string& path, double seconds, const std::string& sql,
          const std::string& count_sql) {
    const auto database = open(path);
    const auto rows = prepare(database.get(), sql);
    const auto count = prepare(database.get(), count_sql);
    std::string out;
    write_list(out, rows.get(), count.get());
    int lists = 0;
    const auto begin = Clock::now();
    std::chrono::duration<double> passed{};
    for (; passed.count() < seconds; ++lists, passed = Clock::now() - begin) {
        write_list(out, rows.get(), count.get());
    }
    fmt::print("{{\"per_second\":{:.1f},\"bytes\":{}}}\n", lists / passed.count(), out.size());
}

void weigh(const std::string& path) {
    const auto database = open(path);
    const auto rows = prepare(database.get(),
                              "SELECT s.name, m.type, s.ncell, s.payload FROM dbstat s "
                              "JOIN sqlite_schema m ON m.name = s.name WHERE s.aggregate = TRUE");
    std::string out;
    stead::base::JsonWriter json(out);
    json.begin_array();
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        json.begin_object()
            .member("name", text(rows.get(), 0))
            .member("kind", text(rows.get(), 1))
            .member("entries", std::int64_t{sqlite3_column_int64(rows.get(), 2)})
            .member("bytes", std::int64_t{sqlite3_column_int64(rows.get(), 3)})
            .end_object();
    }
    json.end_array();
    std::cout << out << "\n";
}

std::vector<Piece> read_plan() {
    std::vector<Piece> plan;
    for (Piece piece; std::cin >> piece.kind >> piece.entries >> piece.bytes;)
        plan.push_back(piece);
    return plan;
}

void create(stead::db::Connection& connection, const std::vector<Piece>& plan) {
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const auto* shape = plan[i].kind == "index"
                                ? "(k TEXT, v TEXT, PRIMARY KEY(k)) WITHOUT ROWID"
                                : "(n INTEGER PRIMARY KEY, k TEXT, v TEXT)";
        connection.execute(fmt::format("CREATE TABLE t{} {}", i, shape));
    }
}

// Entries below one per unit are entered by chance, so that the average is right.
void write_unit(stead::db::Connection& connection, const std::vector<Piece>& plan,
                std::mt19937_64& random) {
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const auto sql = fmt::format("INSERT INTO t{}(k,v) VALUES(?,?)", i);
        const double whole = std::floor(plan[i].entries);
        const double chance = plan[i].entries - whole;
        const bool one_more = std::uniform_real_distribution<>()(random) < chance;
        for (int n = static_cast<int>(whole) + one_more; n > 0; --n) {
            const auto filler = std::string(std::max(0, plan[i].bytes - 16), 'x');
            connection.run(sql, {fmt::format("{:016x}", random()), filler});
        }
    }
}

void commit(const std::string& folder, double seconds, int writers) {
    const auto plan = read_plan();
    const auto database = stead::db::open_sqlite({.folder = folder});
    database->write([&](auto& connection) { create(connection, plan); });
    std::atomic<int> units = 0;
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    std::vector<std::jthread> threads;
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([&, i] {
            std::mt19937_64 random(i);
            for (; Clock::now() < end; ++units) {
                database->write([&](auto& connection) { write_unit(connection, plan, random); });
            }
        });
    }
    threads.clear();
    fmt::print("{{\"per_second\":{:.1f}}}\n", units / seconds);
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 5 && words[0] == "list") {
        list(words[1], std::stod(words[2]), words[3], words[4]);
    } else if (words.size() == 2 && words[0] == "weigh") {
        weigh(words[1]);
    } else if (words.size() == 4 && words[0] == "commit") {
        commit(words[1], std::stod(words[2]), std::stoi(words[3]));
    } else {
        throw std::runtime_error("see the first lines of bench/ceilings.cpp");
    }
} catch (const std::exception& error) {
    std::cerr << "bench_ceilings: " << error.what() << "\n";
    return 1;
}
