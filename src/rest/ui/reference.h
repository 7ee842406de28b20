#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET reference/{table}/{field}: the rows that a reference may point to, for type-ahead.
void get_reference(Call& call);

// The encoded query that limits what a field of this record may point to: its qualifier, its
// dependent field, active rows only.
std::string qualifier(record::Unit& unit, const model::Field& field, record::Record& record);

}  // namespace stead::rest::ui
