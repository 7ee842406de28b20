#pragma once

#include <memory>
#include <string_view>

#include "model/encoded_query.h"
#include "record/snapshot.h"

namespace stead::record {

// The condition of a rule, parsed once per dictionary and table. For texts of metadata, which come
// again: what people ask is as varied as they are.
std::shared_ptr<const model::ParsedQuery> parsed_query(const Snapshot& snapshot,
                                                       const model::Table& table,
                                                       std::string_view text);

}  // namespace stead::record
