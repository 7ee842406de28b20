#pragma once

#include "server/config.h"

namespace stead::server {

// Runs the command that the configuration names. Returns the exit code; throws Error for people.
int run(const Config& config);

}  // namespace stead::server
