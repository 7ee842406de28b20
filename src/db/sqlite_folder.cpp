#include "db/sqlite_folder.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.h"
#include "db/sqlite_connection.h"

namespace stead::db {

namespace {

using base::Error;
using base::Status;

std::string file_in(const std::string& folder) {
    const std::string path = folder + "/stead.db";
    if (!std::filesystem::exists(path))
        throw Error(Status::not_found, "There is no data in " + folder);
    return path;
}

}  // namespace

std::string sqlite_version() {
    return sqlite3_libversion();
}

FolderLock::FolderLock(const std::string& folder) {
    const auto path = folder + "/stead.lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw Error(Status::unavailable, "Cannot write to the data folder " + folder);
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(file_);
    throw Error(Status::conflict, "The data folder is in use by another process: " + folder);
}

FolderLock::~FolderLock() {
    ::close(file_);
}

void read_beside(const std::string& folder, const std::function<void(Connection&)>& work) {
    SqliteConnection reader(file_in(folder), SqliteConnection::Mode::reader);
    work(reader);
}

void copy_beside(const std::string& folder, const std::string& path) {
    SqliteConnection source(file_in(folder), SqliteConnection::Mode::reader);
    source.execute("PRAGMA query_only=0");  // VACUUM INTO writes, though not into this file
    source.run("VACUUM INTO ?", {path});
}

std::vector<std::string> damage_of(const std::string& folder) {
    std::vector<std::string> problems;
    try {
        read_beside(folder, [&](Connection& connection) {
            auto& check = connection.prepare("PRAGMA integrity_check(20)");
            while (check.step())
                if (check.text(0) != "ok") problems.emplace_back(check.text(0));
        });
    } catch (const Error& error) {
        problems.emplace_back(error.what());
    }
    return problems;
}

}  // namespace stead::db
