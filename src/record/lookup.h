#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"

namespace stead::record {

class Unit;

// Small questions to the rows, answered without access checks. `value` is compared as it stands: it
// may come from outside.

// sys_id of the row of this table or one of its descendants whose field has this value; "" = none.
std::string find_sys_id(Unit& unit, const model::Table& table, std::string_view field,
                        std::string_view value);

// The same for several fields at once; an empty value means an empty field. The values may be
// spelled as the wire does.
struct FieldValue {
    const model::Field* field;
    std::string value;
};
std::string find_sys_id(Unit& unit, const model::Table& table,
                        const std::vector<FieldValue>& values);

// The stored value of one field of one row; "" when there is none.
std::string stored_value(Unit& unit, const model::Table& table, const model::Field& field,
                         std::string_view sys_id);

// Follows the steps of a path from `step` on, beginning at the row with this sys_id.
std::string stored_value_at(Unit& unit, const model::Path& path, std::size_t step,
                            std::string sys_id);

}  // namespace stead::record
