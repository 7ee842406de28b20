#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace stead::db {

// When tables were last written, counted in groups of units. The writer says what it touches before
// others can see it; a reader learns whether a table stands in its snapshot as it did for another.
class TableVersions {
public:
    // By the writer, under its lock.
    void touch(std::string_view table);
    void settle();  // the group is over, committed or not

    // By a reader, before its snapshot begins.
    std::uint64_t now() const;
    // The version of all these tables in a snapshot that began after `begin`. None when one of them
    // is being written or was written since: the snapshot may show it either way.
    std::optional<std::uint64_t> of(const std::vector<std::string>& tables,
                                    std::uint64_t begin) const;

private:
    mutable std::mutex mutex_;
    std::uint64_t groups_ = 1;
    base::TextMap<std::uint64_t> written_;    // the group that wrote it last
    std::vector<std::string> being_written_;  // few: looking at all is quicker than hashing
};

}  // namespace stead::db
