#pragma once

#include "record/record.h"

namespace stead::record {

class Unit;

// What goes with a record that is removed: its attachments and journal entries, and rows that refer
// to it, as each reference field's cascade rule says. Throws Error(forbidden) when a rule restricts
// it.
void cascade(Unit& unit, const Record& removed);

}  // namespace stead::record
