#pragma once

#include <optional>
#include <string>

#include "base/json_writer.h"
#include "rest/ui/form_page.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest::ui {

// The related lists of a record as tabs with counts: of tables and rows that the person may read.
// `scripts` asks relationships for their conditions.
void write_tabs(base::JsonWriter& json, FormPage& page, script::Scripts& scripts);

}  // namespace stead::rest::ui
