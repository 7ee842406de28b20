#pragma once

#include "base/json_writer.h"
#include "rest/ui/form_page.h"

namespace stead::rest::ui {

// The card of the person whom a record is about: the first filled field of those that the property
// `glide.ui.<table>.customer_fields` names, such as contact,consumer. Writes nothing, not even the
// key, where no property names fields or none of them may be read.
void write_ribbon(base::JsonWriter& json, FormPage& page);

}  // namespace stead::rest::ui
