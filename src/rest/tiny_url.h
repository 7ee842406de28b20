#pragma once

#include <optional>

#include "rest/call.h"

namespace stead::rest {

// Short addresses (rest-api.md §1.8). POST /api/now/tinyurl keeps the parameters of an address; a
// GET with only `sysparm_tiny=<id>` then means them. They are bound to the person who kept them by
// the access rules of sys_tiny_url.
void add_tiny_url_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

// The parameters that `sysparm_tiny` stands for, with those that the address has beside it.
// Nothing when it has none. Throws Error(not_found).
std::optional<http::Query> tiny_parameters(const Call& call);

}  // namespace stead::rest
