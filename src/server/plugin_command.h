#pragma once

#include "server/config.h"

namespace stead::server {

// stead plugin list | show ID | activate ID
int plugin_command(const Config& config);

}  // namespace stead::server
