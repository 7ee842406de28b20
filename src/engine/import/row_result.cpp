#include "engine/import/row_result.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"

namespace stead::engine {

std::string results_json(const std::vector<RowResult>& results) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_array();
    for (const auto& result : results)
        json.begin_object()
            .member("map", base::clean_utf8(result.map))
            .member("table", result.table)
            .member("sys_id", result.sys_id)
            .member("status", result.status)
            .member("status_message", base::clean_utf8(result.status_message))
            .member("error_message", base::clean_utf8(result.error_message))
            .end_object();
    json.end_array();
    return text;
}

std::vector<RowResult> read_results(std::string_view text) {
    std::vector<RowResult> results;
    if (text.empty()) return results;
    const auto list = base::parse_json(text);
    if (!list.is_array()) return results;
    for (const auto& item : list.get_array()) {
        if (!item.is_object()) continue;
        const auto& object = item.get_object();
        results.push_back({base::json_text(object, "map"), base::json_text(object, "table"),
                           base::json_text(object, "sys_id"), base::json_text(object, "status"),
                           base::json_text(object, "status_message"),
                           base::json_text(object, "error_message")});
    }
    return results;
}

const RowResult* deciding(const std::vector<RowResult>& results) {
    for (const auto& result : results)
        if (result.status == "error") return &result;
    return results.empty() ? nullptr : &results.back();
}

}  // namespace stead::engine
