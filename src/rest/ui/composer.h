#pragma once

#include "base/json_writer.h"
#include "rest/ui/form_page.h"

namespace stead::rest::ui {

// What the person may write to a record (comment, note, mail) and who will read it. Writes nothing,
// not even the key, when he may write nothing.
void write_composer(base::JsonWriter& json, FormPage& page);

}  // namespace stead::rest::ui
