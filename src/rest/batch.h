#pragma once

#include "rest/call.h"

namespace stead::rest {

// The Batch API: many requests in one, answered in process and in order (rest-api.md §4.3).
void add_batch_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
