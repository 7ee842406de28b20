#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "record/unit.h"
#include "rest/call.h"

namespace stead::rest {

// The metadata of a file as the wire has it: flat strings, whatever display parameters say. A row
// of a list has the cells of `attachment_columns`.
const std::vector<std::string>& attachment_columns();
void write_attachment(base::JsonWriter& json, const Call& call, const record::Row& row);
std::string attachment_json(const Call& call, const record::Record& row);

// JSON for a header value: what is not ASCII is escaped.
std::string in_ascii(std::string_view json);

// `<base>/api/now/[vN/]attachment/{id}/file`
std::string download_link(const Call& call, std::string_view sys_id);

}  // namespace stead::rest
