#pragma once

#include <cstdint>
#include <mutex>

#include "base/text.h"
#include "model/query_sql.h"

namespace stead::record {

// How many rows statements count, kept until a table that they read is written. Exact for the
// snapshot of the connection that asks. Conditions of access stand in the statement and its values,
// so people share a count only where the same rows are theirs to see.
class CountCache {
public:
    std::int64_t count(db::Connection& connection, const model::SqlPart& sql);

private:
    struct Known {
        std::uint64_t version;
        std::int64_t count;
    };

    std::mutex mutex_;
    base::TextMap<Known> known_;  // by text and values
    std::size_t bytes_ = 0;       // of the keys
};

}  // namespace stead::record
