#pragma once

#include <string_view>

namespace stead::record {
class Snapshot;
}

namespace stead::script {

// May text from a client be evaluated? Only one simple expression may: a permitted function of `gs`
// or of the signed-in user, or a function of a client-callable script include, with literals as
// arguments (script-sandbox-environment.md, rest-api.md §3.3).
bool is_guarded(const record::Snapshot& snapshot, std::string_view expression);

}  // namespace stead::script
