#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

void get_list(Call& call);   // GET list/{table}
void get_count(Call& call);  // GET count

}  // namespace stead::rest::ui
