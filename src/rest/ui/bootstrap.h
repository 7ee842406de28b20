#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET bootstrap: who is signed in, and what every page of the client knows from the start.
void get_bootstrap(Call& call);

}  // namespace stead::rest::ui
