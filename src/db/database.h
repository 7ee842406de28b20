#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "db/connection.h"
#include "db/dialect.h"

namespace stead::db {

struct Options {
    std::string folder;  // holds stead.db; created when absent; "" = a private database in memory
    bool must_exist = false;
};

// The store of bytes: many readers, one writer whose commits are shared.
// Opening locks the folder: a second process gets Error(conflict, "The data folder is in use …").
class Database {
public:
    virtual ~Database() = default;
    virtual const Dialect& dialect() const = 0;
    virtual std::string version() const = 0;  // of the engine, for diagnostics

    // Runs `work` on a connection that only reads; every statement inside sees one snapshot.
    virtual void read(const std::function<void(Connection&)>& work) = 0;

    // Runs `unit` inside the open group transaction and returns when it is durable on disk. When
    // `unit` throws, it alone is rolled back and the exception goes to the caller. When the group's
    // commit fails (full disk), every unit of the group throws Error(unavailable). Nothing that
    // talks to the network belongs inside. Not reentrant: a unit does all its work on the
    // connection it gets.
    virtual void write(const std::function<void(Connection&)>& unit) = 0;

    // The table as it is now (empty columns: absent). For migrations.
    virtual Schema present_schema(Connection& connection, const std::string& table) = 0;

    // Renews the statistics that queries are planned with, where tables have changed much. Cheap;
    // to be called now and then, and after much was loaded.
    virtual void tend() = 0;

    virtual std::uint64_t commits() const = 0;  // how many groups were committed so far
};

// Throws Error(unavailable) when the SQLite library is older than 3.51.3 or the file is damaged.
std::unique_ptr<Database> open_sqlite(const Options& options);

}  // namespace stead::db
