#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::engine {

// What one map made of one row.
struct RowResult {
    std::string map, table;  // name of the map, the target's table
    std::string sys_id;      // of the target; "" when there is none
    std::string status;      // inserted, updated, ignored, skipped, error
    std::string status_message, error_message;
};

// As the row keeps them, and back.
std::string results_json(const std::vector<RowResult>& results);
std::vector<RowResult> read_results(std::string_view json);

// The state of a row that several maps used: an error counts most, else the last map.
const RowResult* deciding(const std::vector<RowResult>& results);

}  // namespace stead::engine
