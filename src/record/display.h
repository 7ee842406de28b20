#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "model/dictionary.h"

namespace stead::record {

class Unit;

// How the wire spells a stored value: "true" and "false", 12 rather than 12.0.
std::string_view wire_value(const model::Field& field, std::string_view stored);

// What a stored value of a field shows (rest-api.md §2.4). References and lists are looked up;
// journals show nothing here, because they need their record.
std::string display_of(Unit& unit, const model::Field& field, std::string_view value);

// The same without looking at other rows: reference and list show the value itself. The answer
// points into the value, the dictionary or `scratch`.
std::string_view plain_display(Unit& unit, const model::Field& field, std::string_view value,
                               std::string& scratch);
bool needs_lookup(const model::Field& field);

// The time in the person's zone and formats.
std::string shown_time(Unit& unit, base::Time time);

// What the row shows; "" when there is none.
std::string display_of_row(Unit& unit, const model::Table& table, std::string_view sys_id);

}  // namespace stead::record
