#pragma once

#include "base/json_writer.h"
#include "record/unit.h"

namespace stead::rest::ui {

// The values of a field among the rows of a query that the person may read, each with what it shows
// and its number of rows, in the order of the field.
void write_groups(base::JsonWriter& json, record::Unit& unit, const model::Table& table,
                  const std::string& query, const std::string& field);

}  // namespace stead::rest::ui
