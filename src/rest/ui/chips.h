#pragma once

#include "base/json_writer.h"
#include "model/encoded_query.h"
#include "record/unit.h"

namespace stead::rest::ui {

// One chip per clause of a query, in its order. `display` holds words only where the server knows
// better than the page: names of referenced rows, "me", "my groups".
void write_chips(base::JsonWriter& json, record::Unit& unit, const model::Table& table,
                 const model::EncodedQuery& query);

}  // namespace stead::rest::ui
