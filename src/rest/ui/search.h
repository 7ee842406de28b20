#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET search: records whose number is the text, then those that hold its words, by table.
void get_search(Call& call);

}  // namespace stead::rest::ui
