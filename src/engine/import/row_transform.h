#pragma once

#include "engine/import/row_result.h"
#include "engine/import/transform_scripts.h"

namespace stead::engine {

// Turns a row into a record, in a unit of its own: `unit` acts for whoever imports and is not bound
// by access rules, as every import. Throws RowRejected, Error.
RowResult transform_row(record::Unit& unit, script::Scripts& scripts, const TransformMap& map,
                        TransformState& state);

}  // namespace stead::engine
