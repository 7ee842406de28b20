#pragma once

#include "http/router.h"

namespace stead::server {

class Program;

// /healthz (alive), /readyz (ready to work), /metrics (text exposition).
void add_health_routes(http::Router& router, Program& program);

}  // namespace stead::server
