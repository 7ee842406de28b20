#pragma once

#include <memory>

#include "record/read_state.h"
#include "record/record.h"

namespace stead::record {

class Unit;

// What before-query rules (sys_script rows that run on query) add to every query of this table for
// this person. They come from the table and its ancestors, see no access rules, and do not apply to
// queries that they make themselves. A rule without a script adds its filter condition.
std::shared_ptr<const ReadState::Queries> query_rules(Unit& unit, const model::Table& table);

bool query_rules_allow(Unit& unit, const Record& record);

}  // namespace stead::record
