#include "rest/table_parameters.h"

namespace stead::rest {

namespace {

using Parameters = std::vector<http::QueryParameter>;

constexpr const char* one = R"({"result":{"sys_id":""}})";
constexpr const char* many = R"({"result":[{"sys_id":""}]})";

}  // namespace

Parameters record_parameters() {
    return {{"sysparm_fields", "Comma list of fields, also of other rows; else all",
             "number,short_description"},
            {"sysparm_view", "The fields of this view of the form", "default"},
            {"sysparm_display_value", "false: values, true: what people read, all: both", "all"},
            {"sysparm_exclude_reference_link", "true: references without their link", "true"}};
}

http::RouteOptions documented_list() {
    auto parameters = record_parameters();
    const Parameters of_lists{
        {"sysparm_query", "Encoded query", "active=true^ORDERBYDESCsys_updated_on"},
        {"sysparm_limit", "Most records; 10000 unless said otherwise", "20"},
        {"sysparm_offset", "Records to leave out", "0"},
        {"sysparm_no_count", "true: without X-Total-Count", "false"},
        {"sysparm_suppress_pagination_header", "true: without Link", "false"}};
    parameters.insert(parameters.begin(), of_lists.begin(), of_lists.end());
    return documented("Records of a table. field=value narrows them, too", std::move(parameters),
                      {}, many);
}

http::RouteOptions documented_write(std::string summary, int status) {
    auto parameters = record_parameters();
    parameters.insert(parameters.begin(), {"sysparm_input_display_value",
                                           "true: values are as people read them", "false"});
    return documented(std::move(summary), std::move(parameters), R"({"short_description":""})", one,
                      status);
}

}  // namespace stead::rest
