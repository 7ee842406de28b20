#pragma once

#include "rest/call.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest::ui {

// The web client's own calls, /api/ui/v1 (web/src/api/contract.ts).
void add_routes(http::Router& router, record::Store& store, plugin::Callers& callers,
                script::Scripts& scripts);

}  // namespace stead::rest::ui
