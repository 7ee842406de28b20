#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET schema/{table}: the fields that the person may read, for filters and column choosers.
void get_schema(Call& call);

}  // namespace stead::rest::ui
