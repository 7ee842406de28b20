#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

// Reading JSON. Include <boost/json.hpp> only in .cpp files; writing is json_writer.h.
namespace stead::base {

// Throws Error(bad_request, "Exception while reading request", <where and what>) when the text is
// not JSON, nests deeper than 32, or is not UTF-8.
boost::json::value parse_json(std::string_view text);

// The scalar as the wire spells it in a column: "true", "5", "text"; null gives "". Objects give
// the text of their "value" member if present, arrays join with commas.
std::string json_scalar(const boost::json::value& value);

// The text of a member, or "" when there is none.
std::string json_text(const boost::json::object& object, std::string_view name);

}  // namespace stead::base
