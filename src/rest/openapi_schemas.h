#pragma once

#include <string>
#include <vector>

#include "base/json_writer.h"
#include "record/unit.h"

namespace stead::rest {

// A schema for each table that the session may read (only those named, if any is), with the fields
// that it may read: what a record may be written with. Names of tables are the keys; they never
// begin with a capital, so they meet no other schema.
void write_table_schemas(base::JsonWriter& json, record::Unit& unit,
                         const std::vector<std::string>& tables);

}  // namespace stead::rest
