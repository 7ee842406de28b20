#pragma once

#include "rest/call.h"

namespace stead::rest {

// GET /api/now/doc/openapi.json: what this server answers, as an OpenAPI 3.1 document. Operations
// come from the router, with what was said about a route where it was added; schemas from the
// dictionary, of the tables and fields that the caller may read.
void add_openapi_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
