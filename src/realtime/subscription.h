#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace stead::realtime {

struct RecordInterest {
    std::string table, sys_id;
};

// A list that someone looks at. `visible` holds the ids of the rows that he has been shown, so that
// a row that leaves can be told from one that he never saw.
struct ListInterest {
    std::string key, table, query;
    std::unordered_set<std::string> visible;
};

// What one browser listens to; replaced as a whole.
struct Subscription {
    std::vector<RecordInterest> records;
    std::vector<ListInterest> lists;
    std::vector<std::string> counts;
};

// Reads the body of `POST stream/subscribe`. Throws Error(bad_request) for more than 50 entries.
Subscription read_subscription(std::string_view json, std::string& stream_id);

}  // namespace stead::realtime
