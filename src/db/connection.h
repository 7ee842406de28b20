#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"
#include "db/dialect.h"

namespace stead::db {

// A value bound to a placeholder. Empty text is bound as NULL: the store keeps one kind of nothing.
using Param = std::variant<std::monostate, std::int64_t, double, std::string>;

// A prepared statement being run. Borrowed from its connection; run it to the end or reset it
// before the connection prepares the same text again. Columns count from 0, placeholders from 1.
class Statement {
public:
    virtual ~Statement() = default;
    virtual Statement& bind(int index, std::string_view text) = 0;  // "" binds NULL
    virtual Statement& bind(int index, std::int64_t value) = 0;
    virtual Statement& bind(int index, double value) = 0;
    virtual Statement& bind_null(int index) = 0;
    virtual Statement& bind_blob(int index, std::string_view bytes) = 0;
    Statement& bind(int index, const Param& param);
    Statement& bind_all(const std::vector<Param>& params);  // from placeholder 1 on

    virtual bool step() = 0;  // true: a row is there; false: done, and the statement is reset
    virtual void reset() = 0;

    virtual int columns() const = 0;
    virtual bool is_null(int column) const = 0;
    // The value as text, valid until the next step; NULL gives "".
    virtual std::string_view text(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
};

// A statement ran past the deadline of its connection.
class OutOfTime : public base::Error {
public:
    OutOfTime();
};

// One session with the database. Used by one thread at a time.
// Failures throw base::Error: conflict (unique), unavailable (full disk, closed), internal (the
// rest).
class Connection {
public:
    virtual ~Connection() = default;
    virtual const Dialect& dialect() const = 0;
    // Prepared once per text and kept; ready to be bound when returned.
    virtual Statement& prepare(std::string_view sql) = 0;
    virtual void execute(std::string_view sql) = 0;  // one or several statements, no rows
    virtual std::int64_t changes() const = 0;        // rows changed by the last statement

    // A number that changes when a table that the statement reads is written, as the snapshot of
    // this connection shows it. None where that cannot be told: among writes, or while one of the
    // tables is being written.
    virtual std::optional<std::uint64_t> version_for(const Statement&) const { return {}; }
    // From then on reading statements stop with OutOfTime, and none begins; nothing ends the limit.
    using Deadline = std::optional<std::chrono::steady_clock::time_point>;
    virtual void set_deadline(Deadline deadline) = 0;

    // Work that is done once for a whole group of units, just before it commits, when this unit
    // succeeds: for indexes that are cheap in bulk. It must not fail but for a broken disk.
    virtual void before_commit(std::function<void(Connection&)> work) = 0;

    // Prepares, binds and runs to the end.
    void run(std::string_view sql, const std::vector<Param>& params = {});
    // The first column of the first row, or "".
    std::string value(std::string_view sql, const std::vector<Param>& params = {});
};

// Limits the time of a connection's statements while it lives.
class TimeLimit {
public:
    TimeLimit(Connection& connection, Connection::Deadline deadline) : connection_(connection) {
        connection_.set_deadline(deadline);
    }
    ~TimeLimit() { connection_.set_deadline({}); }
    TimeLimit(const TimeLimit&) = delete;
    TimeLimit& operator=(const TimeLimit&) = delete;

private:
    Connection& connection_;
};

}  // namespace stead::db
