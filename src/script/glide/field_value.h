#pragma once

#include <optional>
#include <string>

#include "model/dictionary.h"
#include "record/record.h"
#include "record/unit.h"
#include "script/value.h"

namespace stead::script {

// What scripts see of a raw value. GlideElement and String() say "true" and "false";
// getValue says "1" and "0".
std::string element_text(const model::Field& field, const std::string& raw);
Value plain_value(const model::Field& field, const std::string& raw);  // null when empty

// What is kept when a script assigns: 'NULL' and nothing clear, booleans become 1 and 0.
std::string stored_value(const model::Field& field, std::string value);

// setDisplayValue: a reference by what it shows, a choice by its label, a time in the user's zone.
// "" when nothing is found.
std::string value_of_display(record::Unit& unit, const model::Field& field,
                             const std::string& display);

// `if (gr.field)`: nothing, false and 0 count as false.
bool counts_as_true(const model::Field& field, const std::string& raw);

}  // namespace stead::script
