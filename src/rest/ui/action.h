#pragma once

#include "rest/call.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest::ui {

// POST action/{name}: runs a UI action on one record, on several, or on all rows of a query, and
// says for each how it went.
void run_action(Call& call, script::Scripts& scripts);

}  // namespace stead::rest::ui
