#pragma once

#include <optional>
#include <string>

#include "base/json_writer.h"
#include "rest/ui/form_page.h"

namespace stead::rest::ui {

// The related lists of a record as tabs with counts: of tables and rows that the person may read.
void write_tabs(base::JsonWriter& json, FormPage& page);

}  // namespace stead::rest::ui
