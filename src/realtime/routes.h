#pragma once

#include "http/router.h"
#include "plugin/callers.h"
#include "realtime/hub.h"

namespace stead::realtime {

// GET /api/ui/v1/stream, POST /api/ui/v1/stream/subscribe and POST /api/ui/v1/presence (ui.md
// §4.5).
void add_routes(http::Router& router, Hub& hub, plugin::Callers& callers);

}  // namespace stead::realtime
