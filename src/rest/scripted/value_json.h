#pragma once

#include <string_view>

#include "base/json_writer.h"
#include "script/value.h"

namespace stead::script {
struct Call;
}

namespace stead::rest::scripted {

// What a script gives as JSON: members that are undefined are left out, a field is its value, a
// record its sys_id.
void write_value(base::JsonWriter& json, script::Call& call, const script::Value& value);

// A JSON text as a script sees it; an empty one is an empty object. Throws Error(bad_request).
script::Value read_value(std::string_view text);
script::Value read_xml(std::string_view text);  // the same of an XML document

}  // namespace stead::rest::scripted
