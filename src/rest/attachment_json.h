#pragma once

#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "record/record.h"
#include "rest/call.h"

namespace stead::rest {

// The metadata of a file as the wire has it: flat strings, whatever display parameters say.
void write_attachment(base::JsonWriter& json, const Call& call, const record::Record& row);
std::string attachment_json(const Call& call, const record::Record& row);

// JSON for a header value: what is not ASCII is escaped.
std::string in_ascii(std::string_view json);

// `<base>/api/now/[vN/]attachment/{id}/file`
std::string download_link(const Call& call, const record::Record& row);

}  // namespace stead::rest
