#pragma once

#include "server/config.h"

namespace stead::server {

// Serves until SIGTERM or SIGINT; requests in progress are finished first. Returns the exit code.
int serve(const Config& config);

}  // namespace stead::server
