#pragma once

#include <string>

#include "record/record.h"

namespace stead::record {

class Unit;

// The encoded query that limits what a field of this record may name: its qualifier, asked for the
// record as it stands in memory, its dependent field, active rows only.
std::string reference_qualifier(Unit& unit, const model::Field& field, Record& record);

// The table whose rows the field may name. Throws Error(bad_request) when it names none.
const model::Table& reference_target(const Unit& unit, const model::Field& field,
                                     const Record& record);

}  // namespace stead::record
