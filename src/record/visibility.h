#pragma once

#include "record/record.h"

namespace stead::record {

class Unit;

// Does the row exist for the person of the unit? Before-query rules and access rules are asked.
bool is_visible(Unit& unit, const Record& record);

// Empties the fields that the person may not read; passwords for everybody.
void conceal_unreadable(Unit& unit, Record& record);

}  // namespace stead::record
