#pragma once

#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "http/router.h"

namespace stead::rest {

// The object `paths`: every route below /api/.
void write_paths(base::JsonWriter& json, const http::Router& router);

// What may happen to every call, for `components.responses`.
void write_responses(base::JsonWriter& json);

// Schemas that are no table's: Row, Error.
void write_common_schemas(base::JsonWriter& json);

// A pattern of the router as OpenAPI spells it: without its optional version.
std::string openapi_path(std::string_view pattern);

// The JSON Schema of values like this example. Of a list the first entry speaks for all.
std::string schema_of_example(std::string_view example);

}  // namespace stead::rest
