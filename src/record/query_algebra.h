#pragma once

#include <string>
#include <string_view>

#include "model/encoded_query.h"

namespace stead::record {

// The same question asked from a record that reaches the queried one by a path: with "account",
// `active=true` becomes `account.active=true`.
model::EncodedQuery seen_from(const model::EncodedQuery& query, std::string_view path);

}  // namespace stead::record
