#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "db/connection.h"
#include "db/table_versions.h"

struct sqlite3;
struct sqlite3_stmt;

namespace stead::db {

class SqliteConnection;

class SqliteStatement : public Statement {
public:
    SqliteStatement(SqliteConnection& connection, std::string_view sql);
    ~SqliteStatement() override;
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    using Statement::bind;
    Statement& bind(int index, std::string_view text) override;
    Statement& bind(int index, std::int64_t value) override;
    Statement& bind(int index, double value) override;
    Statement& bind_null(int index) override;
    Statement& bind_blob(int index, std::string_view bytes) override;
    bool step() override;
    void reset() override;
    int columns() const override;
    bool is_null(int column) const override;
    std::string_view text(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;

private:
    friend class SqliteConnection;
    void check(int result) const;

    SqliteConnection& connection_;
    sqlite3_stmt* statement_ = nullptr;
    bool borrowed_ = false;
    std::vector<std::string> tables_;  // that it reads; known to readers
};

class SqliteConnection : public Connection {
public:
    enum class Mode { writer, reader };
    // The writer tells `versions` what it writes.
    SqliteConnection(const std::string& path, Mode mode, TableVersions* versions = nullptr);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    const Dialect& dialect() const override { return sqlite_dialect(); }
    Statement& prepare(std::string_view sql) override;
    void execute(std::string_view sql) override;
    std::int64_t changes() const override;
    std::optional<std::uint64_t> version_for(const Statement& statement) const override;
    // The next snapshot begins from here on.
    void begin_snapshot() { snapshot_begin_ = versions_ ? versions_->now() : 0; }
    void set_deadline(Deadline deadline) override;
    void before_commit(std::function<void(Connection&)> work) override {
        deferred_.push_back(std::move(work));
    }
    // What units have put off; `keep` of them stay, because their units succeeded.
    std::size_t deferred() const { return deferred_.size(); }
    void drop_deferred(std::size_t keep) { deferred_.resize(keep); }
    void run_deferred();

    // Takes back statements that were left in the middle, so that none keeps a snapshot open.
    void reset_statements();
    sqlite3* handle() const { return handle_; }
    [[noreturn]] void fail(int result) const;

private:
    friend class SqliteStatement;
    static int is_too_late(void* connection);
    using Copies = std::vector<std::unique_ptr<SqliteStatement>>;

    void watch();
    static int note_read(void* self, int action, const char* table, const char* column,
                         const char* database, const char* trigger);
    static void note_write(void* self, int action, const char* database, const char* table,
                           long long row);

    Mode mode_;
    TableVersions* versions_;
    std::uint64_t snapshot_begin_ = 0;
    std::vector<std::string> reads_;  // tables of the statement that is being prepared
    sqlite3* handle_ = nullptr;
    base::TextMap<Copies> statements_;  // several copies when one text runs inside itself
    std::vector<SqliteStatement*> borrowed_;
    Deadline deadline_;
    // Only these are stopped in the middle: stopping one that writes would undo the whole group.
    bool runs_reading_statement_ = false;
    std::vector<std::function<void(Connection&)>> deferred_;
};

}  // namespace stead::db
