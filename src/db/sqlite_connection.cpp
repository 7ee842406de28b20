#include "db/sqlite_connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace stead::db {

namespace {

using base::Error;
using base::Status;

constexpr std::size_t max_cached_statements = 1000;
constexpr int steps_between_looks = 4000;  // of SQLite's machine: well below a millisecond

Status status_of(int result) {
    switch (result & 0xFF) {
        case SQLITE_CONSTRAINT:
            return Status::conflict;
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_BUSY:
        case SQLITE_NOMEM:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Status::unavailable;
        case SQLITE_TOOBIG:
            return Status::too_large;
        default:
            return Status::internal;
    }
}

std::string message_of(int result) {
    switch (result & 0xFF) {
        case SQLITE_CONSTRAINT:
            return "Unique key violation";
        case SQLITE_FULL:
            return "The disk is full; nothing was saved";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "The database file is damaged";
        default:
            return "The database refused the operation";
    }
}

constexpr const char* common_pragmas =
    "PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;";
constexpr const char* writer_pragmas =
    "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=2000; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16384;";
constexpr const char* reader_pragmas =
    "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-6144;";

}  // namespace

SqliteStatement::SqliteStatement(SqliteConnection& connection, std::string_view sql)
    : connection_(connection) {
    const int result =
        sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (result != SQLITE_OK) connection_.fail(result);
}

SqliteStatement::~SqliteStatement() {
    sqlite3_finalize(statement_);
}

void SqliteStatement::check(int result) const {
    if (result != SQLITE_OK) connection_.fail(result);
}

Statement& SqliteStatement::bind(int index, std::string_view text) {
    if (text.empty()) return bind_null(index);
    check(sqlite3_bind_text(statement_, index, text.data(), static_cast<int>(text.size()),
                            SQLITE_TRANSIENT));
    return *this;
}

Statement& SqliteStatement::bind(int index, std::int64_t value) {
    check(sqlite3_bind_int64(statement_, index, value));
    return *this;
}

Statement& SqliteStatement::bind(int index, double value) {
    check(sqlite3_bind_double(statement_, index, value));
    return *this;
}

Statement& SqliteStatement::bind_null(int index) {
    check(sqlite3_bind_null(statement_, index));
    return *this;
}

Statement& SqliteStatement::bind_blob(int index, std::string_view bytes) {
    check(sqlite3_bind_blob64(statement_, index, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

bool SqliteStatement::step() {
    connection_.runs_reading_statement_ = sqlite3_stmt_readonly(statement_) != 0;
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) {
        reset();
        return false;
    }
    sqlite3_reset(statement_);
    borrowed_ = false;
    connection_.fail(result);
}

void SqliteStatement::reset() {
    sqlite3_reset(statement_);
    borrowed_ = false;
}

int SqliteStatement::columns() const {
    return sqlite3_column_count(statement_);
}

bool SqliteStatement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string_view SqliteStatement::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (!text) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t SqliteStatement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double SqliteStatement::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

SqliteConnection::SqliteConnection(const std::string& path, Mode mode, TableVersions* versions)
    : mode_(mode), versions_(versions) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (mode == Mode::writer ? SQLITE_OPEN_CREATE : 0);
    const int result = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (result != SQLITE_OK) {
        sqlite3_close(handle_);
        throw Error(status_of(result), message_of(result), sqlite3_errstr(result));
    }
    try {
        sqlite3_extended_result_codes(handle_, 1);
        execute(common_pragmas);
        execute(mode == Mode::writer ? writer_pragmas : reader_pragmas);
        // A plan that looks at the bound values is made anew whenever they change. That finds the
        // best way into a long list; for the look-ups of a write it costs more than they do.
        if (mode == Mode::writer)
            sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
        if (versions_) watch();
    } catch (...) {
        sqlite3_close(handle_);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    statements_.clear();
    sqlite3_close(handle_);
}

void SqliteConnection::fail(int result) const {
    if ((result & 0xFF) == SQLITE_INTERRUPT) throw OutOfTime();
    throw Error(status_of(result), message_of(result), sqlite3_errmsg(handle_));
}

void SqliteConnection::watch() {
    if (mode_ == Mode::writer)
        sqlite3_update_hook(handle_, note_write, this);
    else
        sqlite3_set_authorizer(handle_, note_read, this);
}

// Called for every column that a statement reads, when it is prepared.
int SqliteConnection::note_read(void* self, int action, const char* table, const char*, const char*,
                                const char*) {
    auto& reads = static_cast<SqliteConnection*>(self)->reads_;
    if (action == SQLITE_READ && table &&
        std::find(reads.begin(), reads.end(), table) == reads.end())
        reads.emplace_back(table);
    return SQLITE_OK;
}

// A full-text index is written through tables of its own.
void SqliteConnection::note_write(void* self, int, const char*, const char* table, long long) {
    std::string_view name(table);
    constexpr std::string_view index_data = "_fts_data";
    if (name.ends_with(index_data)) name.remove_suffix(std::string_view("_data").size());
    static_cast<SqliteConnection*>(self)->versions_->touch(name);
}

std::optional<std::uint64_t> SqliteConnection::version_for(const Statement& statement) const {
    if (!versions_ || mode_ == Mode::writer) return {};
    return versions_->of(static_cast<const SqliteStatement&>(statement).tables_, snapshot_begin_);
}

int SqliteConnection::is_too_late(void* connection) {
    const auto& self = *static_cast<SqliteConnection*>(connection);
    return self.runs_reading_statement_ && self.deadline_ &&
           std::chrono::steady_clock::now() > *self.deadline_;
}

void SqliteConnection::set_deadline(Deadline deadline) {
    deadline_ = deadline;
    sqlite3_progress_handler(handle_, deadline ? steps_between_looks : 0, is_too_late, this);
}

Statement& SqliteConnection::prepare(std::string_view sql) {
    if (deadline_ && std::chrono::steady_clock::now() > *deadline_) throw OutOfTime();
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        if (statements_.size() >= max_cached_statements && borrowed_.empty()) statements_.clear();
        found = statements_.emplace(std::string(sql), Copies()).first;
    }
    SqliteStatement* free = nullptr;
    for (const auto& copy : found->second)
        if (!copy->borrowed_) free = copy.get();
    if (!free) {
        reads_.clear();
        found->second.push_back(std::make_unique<SqliteStatement>(*this, sql));
        free = found->second.back().get();
        free->tables_ = reads_;
    }
    sqlite3_clear_bindings(free->statement_);
    free->borrowed_ = true;
    borrowed_.push_back(free);
    return *free;
}

void SqliteConnection::execute(std::string_view sql) {
    char* message = nullptr;
    const int result = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, &message);
    sqlite3_free(message);
    if (result != SQLITE_OK) fail(result);
}

std::int64_t SqliteConnection::changes() const {
    return sqlite3_changes64(handle_);
}

void SqliteConnection::run_deferred() {
    const auto work = std::exchange(deferred_, {});
    for (const auto& each : work) each(*this);
}

void SqliteConnection::reset_statements() {
    for (auto* statement : borrowed_)
        if (statement->borrowed_) statement->reset();
    borrowed_.clear();
}

}  // namespace stead::db
