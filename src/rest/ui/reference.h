#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET reference/{table}/{field}: the rows that a reference may point to, for type-ahead.
void get_reference(Call& call);

}  // namespace stead::rest::ui
