#include "db/table_versions.h"

#include <algorithm>

namespace stead::db {

namespace {

bool contains(const std::vector<std::string>& tables, std::string_view table) {
    return std::find(tables.begin(), tables.end(), table) != tables.end();
}

}  // namespace

// Only the writer changes what is being written, so it may look without the lock.
void TableVersions::touch(std::string_view table) {
    if (contains(being_written_, table)) return;
    const std::lock_guard lock(mutex_);
    being_written_.emplace_back(table);
}

void TableVersions::settle() {
    const std::lock_guard lock(mutex_);
    ++groups_;
    for (const auto& table : being_written_) written_[table] = groups_;
    being_written_.clear();
}

std::uint64_t TableVersions::now() const {
    const std::lock_guard lock(mutex_);
    return groups_;
}

std::optional<std::uint64_t> TableVersions::of(const std::vector<std::string>& tables,
                                               std::uint64_t begin) const {
    const std::lock_guard lock(mutex_);
    std::uint64_t version = 0;
    for (const auto& table : tables) {
        if (contains(being_written_, table)) return {};
        if (const auto found = written_.find(table); found != written_.end())
            version = std::max(version, found->second);
    }
    if (version > begin) return {};
    return version;
}

}  // namespace stead::db
