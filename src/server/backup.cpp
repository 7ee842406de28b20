#include "server/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "base/clock.h"
#include "base/date_time.h"
#include "base/error.h"
#include "base/text.h"
#include "db/sqlite_folder.h"
#include "record/blob_store.h"
#include "server/checkup.h"

namespace stead::server {

namespace {

using base::Error;
using base::Status;
namespace fs = std::filesystem;

constexpr std::string_view lock_file = "stead.lock";
constexpr std::string_view key_file = "secret.key";
constexpr std::string_view replaced = "replaced-";

// What a copy of a folder makes anew, and what never leaves it.
constexpr std::array not_copied = {std::string_view("stead.db"),
                                   std::string_view("stead.db-wal"),
                                   std::string_view("stead.db-shm"),
                                   lock_file,
                                   key_file,
                                   std::string_view("attachments"),
                                   std::string_view("uploads")};

bool is_copied(const std::string& name) {
    return std::find(not_copied.begin(), not_copied.end(), name) == not_copied.end() &&
           !name.starts_with(replaced);
}

void fail_if(const std::error_code& error, const std::string& what) {
    if (error) throw Error(Status::unavailable, "Cannot copy " + what, error.message());
}

// A mail that the server takes in meanwhile goes away while it is copied: that is no failure.
void copy_rest(const fs::path& from, const fs::path& to) {
    for (const auto& entry : fs::directory_iterator(from)) {
        if (!is_copied(entry.path().filename().string())) continue;
        std::error_code error;
        fs::copy(entry.path(), to / entry.path().filename(), fs::copy_options::recursive, error);
        if (error != std::errc::no_such_file_or_directory) fail_if(error, entry.path().string());
    }
}

void copy_attachments(const std::string& from, const std::string& to) {
    const record::BlobStore source(from + "/attachments"), target(to + "/attachments");
    db::read_beside(to, [&](db::Connection& connection) {
        auto& rows = connection.prepare(
            "SELECT DISTINCT \"hash\" FROM \"sys_attachment\" WHERE \"hash\" <> ''");
        while (rows.step()) {
            const std::string hash(rows.text(0));
            const fs::path file = target.path(hash);
            std::error_code error;
            fs::create_directories(file.parent_path(), error);
            fs::copy_file(source.path(hash), file, error);
            fail_if(error, source.path(hash));
        }
    });
}

void flush(const fs::path& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = file >= 0 && ::syncfs(file) == 0;
    if (file >= 0) ::close(file);
    if (!flushed) throw Error(Status::unavailable, "Cannot write " + folder.string());
}

// Throws unless everything in the folder is sound.
Checkup checked(const std::string& folder, const std::string& otherwise) {
    auto checkup = check_data(folder);
    if (!checkup.problems.empty())
        throw Error(Status::unavailable, otherwise + "\n" + base::join(checkup.problems, "\n"));
    return checkup;
}

void needs(const std::string& value, const char* flag) {
    if (value.empty())
        throw Error(Status::bad_request, std::string(flag) + " is needed\n" + usage());
}

// Moves what is in the folder to one of its own inside; "" when there was nothing.
std::string move_aside(const fs::path& folder) {
    std::string stamp = base::format_utc(base::SystemClock().now());
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    const auto aside = folder / (std::string(replaced) + base::replace_all(stamp, " ", "-"));
    std::vector<fs::path> entries;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name != lock_file && name != key_file && !name.starts_with(replaced))
            entries.push_back(entry.path());
    }
    if (entries.empty()) return {};
    fs::create_directories(aside);
    for (const auto& entry : entries) fs::rename(entry, aside / entry.filename());
    return aside.string();
}

}  // namespace

int backup(const Config& config) {
    needs(config.data, "--data DIR");
    needs(config.output, "--output NEW-FOLDER");
    if (fs::exists(config.output))
        throw Error(Status::conflict,
                    config.output + " is there already; a backup goes into a new folder");
    const std::string partial = config.output + ".partial";
    fs::remove_all(partial);
    fs::create_directories(partial);
    fs::permissions(partial, fs::perms::owner_all);
    // The rest comes first: a mail that is taken in meanwhile is there twice rather than not.
    copy_rest(config.data, partial);
    db::copy_beside(config.data, partial + "/stead.db");
    copy_attachments(config.data, partial);
    const auto checkup = checked(partial, "The copy is not sound; it is kept at " + partial);
    flush(partial);
    fs::rename(partial, config.output);
    std::printf("The database and %lld attachments were copied to %s and checked.\n",
                static_cast<long long>(checkup.attachments), config.output.c_str());
    if (fs::exists(config.data + "/" + std::string(key_file)))
        std::printf("Keep %s/%s at another place: stored passwords cannot be read without it.\n",
                    config.data.c_str(), std::string(key_file).c_str());
    return 0;
}

int restore(const Config& config) {
    needs(config.data, "--data DIR");
    needs(config.input, "--input BACKUP");
    checked(config.input, "The backup is not sound; nothing was changed.");
    fs::create_directories(config.data);
    fs::permissions(config.data, fs::perms::owner_all);
    const db::FolderLock lock(config.data);
    const auto aside = move_aside(config.data);
    copy_rest(config.input, config.data);
    fs::copy_file(config.input + "/stead.db", config.data + "/stead.db");
    copy_attachments(config.input, config.data);
    const auto checkup = checked(config.data, "The restored data is not sound.");
    flush(config.data);
    std::printf("The database and %lld attachments of %s are in %s now.\n",
                static_cast<long long>(checkup.attachments), config.input.c_str(),
                config.data.c_str());
    if (!aside.empty()) std::printf("What was there before is in %s\n", aside.c_str());
    return 0;
}

}  // namespace stead::server
