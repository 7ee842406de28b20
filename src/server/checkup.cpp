#include "server/checkup.h"

#include <cstdio>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "base/version.h"
#include "db/sqlite_folder.h"
#include "record/blob_store.h"

namespace stead::server {

namespace {

namespace fs = std::filesystem;

bool has_table(db::Connection& connection, std::string_view table) {
    return !connection
                .value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
                       {std::string(table)})
                .empty();
}

// What is wrong with the file of one attachment; "" when its content is what the row says.
std::string wrong_with(const std::string& path, const std::string& hash, std::int64_t size) {
    std::error_code error;
    const auto found = fs::file_size(path, error);
    if (error) return "its file is missing";
    if (static_cast<std::int64_t>(found) != size) return "its file has another size";
    return record::hash_of_file(path) == hash ? "" : "its file has another content";
}

void check_attachments(db::Connection& connection, const std::string& folder, Checkup& checkup) {
    if (!has_table(connection, "sys_attachment")) return;
    const record::BlobStore blobs(folder + "/attachments");
    std::set<std::string> seen;
    auto& rows = connection.prepare(
        "SELECT \"sys_id\", \"file_name\", \"hash\", \"size_bytes\" FROM \"sys_attachment\"");
    while (rows.step()) {
        const std::string hash(rows.text(2));
        ++checkup.attachments;
        if (hash.empty() || !seen.insert(hash).second) continue;
        checkup.attachment_bytes += rows.integer(3);
        const auto wrong = wrong_with(blobs.path(hash), hash, rows.integer(3));
        if (!wrong.empty())
            checkup.problems.push_back("Attachment " + std::string(rows.text(1)) + " (" +
                                       std::string(rows.text(0)) + "): " + wrong);
    }
}

void print(const Checkup& checkup, const std::string& folder) {
    if (checkup.problems.empty())
        std::printf("Sound: the database and %lld attachments in %s\n",
                    static_cast<long long>(checkup.attachments), folder.c_str());
    for (const auto& problem : checkup.problems) std::printf("%s\n", problem.c_str());
}

std::string megabytes(std::uintmax_t bytes) {
    return std::to_string((bytes + 999'999) / 1'000'000) + " MB";
}

bool is_in_use(const std::string& folder) {
    try {
        const db::FolderLock lock(folder);
        return false;
    } catch (const base::Error&) {
        return true;
    }
}

void print_count(db::Connection& connection, const char* what, const std::string& table,
                 const std::string& condition) {
    if (!has_table(connection, table)) return;
    const auto count =
        connection.value("SELECT count(*) FROM \"" + table + "\" WHERE " + condition);
    std::printf("%-28s %s\n", what, count.c_str());
}

void print_work(db::Connection& connection) {
    print_count(connection, "Active plugins", "sys_package",
                "\"sys_class_name\" = 'sys_plugins' AND \"active\" = 1");
    print_count(connection, "Mails waiting to be sent", "sys_email", "\"type\" = 'send-ready'");
    print_count(connection, "Mails that failed", "sys_email", "\"type\" = 'send-failed'");
    print_count(connection, "Events that failed", "sysevent", "\"state\" = 'error'");
    print_count(connection, "Jobs that failed", "sys_trigger", "\"last_result\" = 'failed'");
    print_count(connection, "Rows that loads left alone", "sys_upgrade_history_log",
                "\"disposition\" IN ('skipped', 'kept')");
}

}  // namespace

Checkup check_data(const std::string& folder) {
    Checkup checkup;
    checkup.problems = db::damage_of(folder);
    if (!checkup.problems.empty()) return checkup;
    db::read_beside(folder, [&](db::Connection& connection) {
        check_attachments(connection, folder, checkup);
    });
    return checkup;
}

int check(const Config& config) {
    const auto checkup = check_data(config.data);
    print(checkup, config.data);
    return checkup.problems.empty() ? 0 : 1;
}

int doctor(const Config& config) {
    const auto checkup = check_data(config.data);
    std::error_code error;
    std::printf("%-28s %s, SQLite %s\n", "Stead", base::version, db::sqlite_version().c_str());
    std::printf("%-28s %s%s\n", "Data folder", config.data.c_str(),
                is_in_use(config.data) ? ", in use by a server" : "");
    std::printf("%-28s %s\n", "Database",
                megabytes(fs::file_size(config.data + "/stead.db", error)).c_str());
    std::printf("%-28s %lld, %s\n", "Attachments", static_cast<long long>(checkup.attachments),
                megabytes(static_cast<std::uintmax_t>(checkup.attachment_bytes)).c_str());
    std::printf("%-28s %s\n", "Free on the disk",
                megabytes(fs::space(config.data, error).available).c_str());
    if (checkup.problems.empty()) db::read_beside(config.data, print_work);
    print(checkup, config.data);
    return checkup.problems.empty() ? 0 : 1;
}

}  // namespace stead::server
