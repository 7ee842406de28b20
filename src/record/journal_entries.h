#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "record/journal.h"

namespace stead::record {

// The elements that a journal field shows: itself, or those that a journal list merges.
std::vector<std::string> journal_elements(const model::Table& table, const model::Field& field);

}  // namespace stead::record
