#pragma once

#include "rest/call.h"

namespace stead::rest {

void list_records(Call& call);  // GET /table/{table}

}  // namespace stead::rest
