#pragma once

#include "rest/call.h"

namespace stead::rest {

// The Table API (rest-api.md §2): every table by its name, every verb, one set of handlers.
void add_table_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
