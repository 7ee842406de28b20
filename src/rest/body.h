#pragma once

#include <boost/json/fwd.hpp>
#include <string_view>

namespace stead::rest {

struct Call;

// The record that a caller sends, as JSON or as XML; nothing at all is an empty record. Of several
// the first one counts. Throws Error(bad_request, "Exception while reading request") for what
// cannot be read or is too large, and Error(unsupported) for other types (rest-api.md §1.2).
boost::json::object body_of(const Call& call);

// `<request><entry><field>v</field></entry></request>` as the JSON object that says the same. There
// are no entities but the five of XML itself, no document types, and few levels: what comes in may
// be meant to harm.
boost::json::object object_of_xml(std::string_view xml);

}  // namespace stead::rest
