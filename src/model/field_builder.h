#pragma once

#include <string>
#include <vector>

#include "model/dictionary.h"
#include "model/dictionary_builder.h"

// The parts of build_dictionary that concern one field.
namespace stead::model {

// The columns that every table has; sys_class_name only where a hierarchy needs it.
std::vector<Field> system_fields(const std::string& table, bool has_class_name);
bool is_system_field(std::string_view name);

// The field as its row says, without column and index. Throws Error(unprocessable) with the reason
// when the row is wrong in itself.
Field make_field(const FieldRow& row);

void apply(const OverrideRow& row, Field& field);

// Lowercase letters, digits and `_`: a name that may stand in SQL.
bool is_identifier(std::string_view name);

// A label for a name without one: assigned_to → Assigned to.
std::string label_from_name(std::string_view name);

}  // namespace stead::model
