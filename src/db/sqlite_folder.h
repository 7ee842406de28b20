#pragma once

#include <functional>
#include <string>
#include <vector>

#include "db/connection.h"

// What is done with a data folder from beside, also while a server works in it.
namespace stead::db {

std::string sqlite_version();

// One process per data folder: throws Error(conflict, "The data folder is in use …").
class FolderLock {
public:
    explicit FolderLock(const std::string& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int file_ = -1;
};

// Runs `work` on a connection that only reads, without the lock.
void read_beside(const std::string& folder, const std::function<void(Connection&)>& work);

// Copies the database as it is at one moment. `path` must not exist.
void copy_beside(const std::string& folder, const std::string& path);

// Reads every page and every index; what is wrong, or nothing.
std::vector<std::string> damage_of(const std::string& folder);

}  // namespace stead::db
