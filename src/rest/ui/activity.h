#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET activity/{table}/{sys_id}: what happened to a record, as the person may know it.
void get_activity(Call& call);

}  // namespace stead::rest::ui
