#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <mutex>

#include "base/error.h"
#include "db/database.h"
#include "db/group_commit.h"
#include "db/sqlite_connection.h"
#include "db/sqlite_folder.h"

namespace stead::db {

namespace {

using base::Error;
using base::Status;

constexpr int oldest_safe_version = 3051003;

// A folder that goes away with its owner, for databases that nobody keeps.
struct TemporaryFolder {
    std::string path;
    TemporaryFolder() : path((std::filesystem::temp_directory_path() / "stead-XXXXXX").string()) {
        if (!::mkdtemp(path.data()))
            throw Error(Status::unavailable, "Cannot make a temporary folder");
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

std::string prepare_folder(const Options& options) {
    if (options.must_exist && !std::filesystem::exists(options.folder + "/stead.db"))
        throw Error(Status::not_found, "There is no data in " + options.folder);
    std::error_code error;
    std::filesystem::create_directories(options.folder, error);
    if (error) throw Error(Status::unavailable, "Cannot create the data folder " + options.folder);
    std::filesystem::permissions(options.folder, std::filesystem::perms::owner_all, error);
    return options.folder;
}

ColumnType column_type(std::string_view declared) {
    if (declared.starts_with("INTEGER")) return ColumnType::integer;
    if (declared.starts_with("REAL")) return ColumnType::real;
    return ColumnType::text;
}

// The WHERE of a partial index, from the statement that made it.
std::string condition_of(std::string_view create_index) {
    const auto at = create_index.find(" WHERE ");
    return at == std::string_view::npos ? "" : std::string(create_index.substr(at + 7));
}

class SqliteDatabase : public Database {
public:
    explicit SqliteDatabase(const Options& options)
        : temporary_(options.folder.empty() ? std::make_unique<TemporaryFolder>() : nullptr),
          folder_(temporary_ ? temporary_->path : prepare_folder(options)),
          lock_(folder_),
          path_(folder_ + "/stead.db"),
          writer_(path_, SqliteConnection::Mode::writer, &versions_),
          group_(transaction()) {
        if (temporary_) writer_.execute("PRAGMA synchronous=OFF");
    }

    const Dialect& dialect() const override { return sqlite_dialect(); }
    std::string version() const override { return std::string("SQLite ") + sqlite3_libversion(); }

    void read(const std::function<void(Connection&)>& work) override {
        auto reader = borrow_reader();
        try {
            reader->begin_snapshot();
            reader->run("BEGIN");
            work(*reader);
            reader->reset_statements();
            reader->run("COMMIT");
        } catch (...) {
            reader->reset_statements();
            if (!sqlite3_get_autocommit(reader->handle())) reader->run("ROLLBACK");
            give_back(std::move(reader));
            throw;
        }
        give_back(std::move(reader));
    }

    void write(const std::function<void(Connection&)>& unit) override {
        group_.run([&] { unit(writer_); });
    }

    Schema present_schema(Connection& connection, const std::string& table) override {
        Schema schema{table, {}, {}};
        auto& columns = connection.prepare("SELECT name, type FROM pragma_table_info(?)");
        columns.bind(1, std::string_view(table));
        while (columns.step())
            schema.columns.push_back({std::string(columns.text(0)), column_type(columns.text(1))});
        auto& indexes = connection.prepare(
            "SELECT l.name, l.\"unique\", (SELECT group_concat(name) FROM (SELECT name FROM "
            "pragma_index_info(l.name) ORDER BY seqno)), m.sql FROM pragma_index_list(?) l "
            "LEFT JOIN sqlite_master m ON m.name = l.name");
        indexes.bind(1, std::string_view(table));
        while (indexes.step())
            schema.indexes.push_back({std::string(indexes.text(0)),
                                      base::split_names(indexes.text(2)), indexes.integer(1) != 0,
                                      condition_of(indexes.text(3))});
        return schema;
    }

    void tend() override {
        write([](Connection& connection) {
            connection.execute("PRAGMA analysis_limit=1000; PRAGMA optimize=0x10002;");
        });
    }

    std::uint64_t commits() const override { return group_.commits(); }

private:
    GroupTransaction transaction() {
        const auto run = [this](const char* sql) { return [this, sql] { writer_.run(sql); }; };
        GroupTransaction steps;
        steps.begin = run("BEGIN IMMEDIATE");
        steps.commit = [this] {
            writer_.run_deferred();
            writer_.run("COMMIT");
            versions_.settle();
        };
        steps.rollback = [this] {
            writer_.drop_deferred(0);
            versions_.settle();
            writer_.run("ROLLBACK");
        };
        steps.savepoint = [this] {
            deferred_before_unit_ = writer_.deferred();
            writer_.run("SAVEPOINT unit");
        };
        steps.release = [this] {
            writer_.reset_statements();
            writer_.run("RELEASE unit");
        };
        steps.rollback_to = [this] {
            writer_.reset_statements();
            writer_.drop_deferred(deferred_before_unit_);
            writer_.execute("ROLLBACK TO unit; RELEASE unit");
        };
        return steps;
    }

    std::unique_ptr<SqliteConnection> borrow_reader() {
        {
            const std::lock_guard lock(readers_mutex_);
            if (!readers_.empty()) {
                auto reader = std::move(readers_.back());
                readers_.pop_back();
                return reader;
            }
        }
        return std::make_unique<SqliteConnection>(path_, SqliteConnection::Mode::reader,
                                                  &versions_);
    }

    void give_back(std::unique_ptr<SqliteConnection> reader) {
        const std::lock_guard lock(readers_mutex_);
        readers_.push_back(std::move(reader));
    }

    std::unique_ptr<TemporaryFolder> temporary_;
    std::string folder_;
    FolderLock lock_;
    std::string path_;
    TableVersions versions_;
    SqliteConnection writer_;
    GroupCommit group_;
    std::size_t deferred_before_unit_ = 0;
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const Options& options) {
    if (sqlite3_libversion_number() < oldest_safe_version)
        throw Error(Status::unavailable, std::string("SQLite 3.51.3 or newer is needed; this is ") +
                                             sqlite3_libversion());
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace stead::db
