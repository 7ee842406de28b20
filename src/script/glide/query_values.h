#pragma once

#include <string>
#include <string_view>

#include "script/glide/call.h"

namespace stead::script {

// The condition that a script passes as (field, value) or (field, operator, value).
std::string term_of(const Arguments& args, std::size_t first = 0);

// An encoded query with its `javascript:` values worked out by the guarded evaluator: the text may
// have come from a client, so it gets no more than a client would.
std::string settled_query(Call& call, std::string_view query);

}  // namespace stead::script
