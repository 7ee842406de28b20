#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/dictionary.h"

namespace stead::record {

class Unit;

// A number (or a list) made of many rows. `field` is a path; count needs none.
struct Aggregate {
    enum class Function { count, count_distinct, sum, average, minimum, maximum, list, distinct };
    Function function = Function::count;
    std::string field;
    bool operator==(const Aggregate&) const = default;
};

struct AggregateRequest {
    struct Having {
        Aggregate aggregate;
        std::string op;  // = != < <= > >=
        std::string value;
    };
    struct Order {
        std::string field;    // of a group; references go by what they show; or
        Aggregate aggregate;  // when field is ""
        bool descending = false;
    };

    std::string table;
    std::string query;
    std::vector<std::string> groups;  // paths
    std::vector<Aggregate> aggregates;
    std::vector<Having> having;
    std::vector<Order> order;  // the groups' own values come last
    std::int64_t offset = 0;
    std::int64_t limit = -1;         // of groups; < 0: all
    bool query_from_outside = true;  // as in ListRequest
};

// One group with its values as the wire spells them, in the order of the request. Averages have as
// many decimals as they need; an aggregate of nothing and a
// sum of what are no numbers is "".
struct AggregateRow {
    std::vector<std::string> groups;
    std::vector<std::string> values;
};

// Asked in one statement together with what the session may read, so that the numbers are exact and
// tell nothing more. Rows whose values of an asked field the session may not read are left out; a
// field that it may never read ends the call with Error(forbidden). Without groups there is exactly
// one row, unless `having` refuses it. Throws Error(bad_request) for what is no column.
std::vector<AggregateRow> aggregate(Unit& unit, const AggregateRequest& request);

// What the values of one field show to the session of the unit, asked together. In their order.
std::vector<std::string> displays_of(Unit& unit, const model::Field& field,
                                     const std::vector<std::string>& values);

}  // namespace stead::record
