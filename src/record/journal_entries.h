#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "record/journal.h"

namespace stead::record {

// The elements that a journal field shows: itself, or those that a journal list merges.
std::vector<std::string> journal_elements(const model::Table& table, const model::Field& field);

// The text of a journal field of a row, of entries in fields that the person may read. The row
// itself was judged before.
std::string journal_text_of(Unit& unit, const model::Table& table, const std::string& sys_id,
                            const model::Field& field);

}  // namespace stead::record
