#include "base/json.h"

#include <fmt/core.h>

#include <boost/json.hpp>

#include "base/error.h"

namespace stead::base {

boost::json::value parse_json(std::string_view text) {
    boost::json::error_code error;
    boost::json::parser parser;
    const auto used = parser.write_some(text.data(), text.size(), error);
    if (!error && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos)
        error = boost::json::error::extra_data;
    if (error)
        throw Error(Status::bad_request, "Exception while reading request",
                    error.message() + " at byte " + std::to_string(used));
    return parser.release();
}

std::string json_scalar(const boost::json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            return {};
        case boost::json::kind::string:
            return std::string(value.get_string());
        case boost::json::kind::array: {
            std::string joined;
            for (const auto& item : value.get_array()) {
                if (!joined.empty()) joined += ',';
                joined += json_scalar(item);
            }
            return joined;
        }
        case boost::json::kind::object:
            return json_text(value.get_object(), "value");
        case boost::json::kind::double_:
            return fmt::format("{}", value.get_double());
        default:
            return boost::json::serialize(value);
    }
}

std::string json_text(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found ? json_scalar(*found) : std::string();
}

}  // namespace stead::base
