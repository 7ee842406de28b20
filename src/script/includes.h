#pragma once

#include <optional>
#include <string_view>

#include "script/context.h"

namespace stead::record {
class Snapshot;
}

namespace stead::script {

// The script include that a global name stands for, as of the snapshot of the running call; or the
// object that stands for a scope, through which its includes are reached: `new scope.Name()`.
std::optional<Source> find_include(Context& context, std::string_view name);

// May text from a client call it? (client_callable or sandbox_callable)
bool is_client_callable(const record::Snapshot& snapshot, std::string_view include);

}  // namespace stead::script
