#pragma once

#include <string>
#include <vector>

#include "base/text.h"

namespace stead::record {

class Unit;

// Which rows of which real classes a list has just read.
struct TaggedRows {
    std::vector<std::string> classes;  // each once
    std::vector<std::string> sys_ids;
};

// The names of the rows' tags that the person may see, joined by ", ", by sys_id of the row. A
// question for every few hundred rows.
base::TextMap<std::string> tag_names(Unit& unit, const TaggedRows& rows);

}  // namespace stead::record
