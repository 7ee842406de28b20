#pragma once

#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace stead::rest {

// Answers are written as JSON, once. What leaves the server is that JSON or the same document as
// XML, as the caller's Accept header says (rest-api.md §1.2); files are what they are.
inline constexpr std::string_view json_type = "application/json;charset=UTF-8";

// Does the caller read something that we write?
bool is_readable_by(const http::Request& request);

// The last step of every answer of the API: the body in the wanted type or none at all
// (X-no-response-body), and the headers that all answers carry. 406 when the caller reads nothing
// that we write.
void to_wire(const http::Request& request, http::Response& response);

// `{"error":{"message","detail"},"status":"failure"}`; an empty detail is null.
std::string error_json(std::string_view message, std::string_view detail);

// The document as XML: `<response>` around the members of the object, an element for each member,
// one for each item of an array.
std::string xml_of_json(std::string_view json);

// Text for an element or an attribute; what XML 1.0 cannot say is left out.
std::string xml_escape(std::string_view text);

}  // namespace stead::rest
