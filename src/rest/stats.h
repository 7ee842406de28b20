#pragma once

#include "rest/call.h"

namespace stead::rest {

// The Aggregate API: numbers made of many rows (rest-api.md §4.1).
void add_stats_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
