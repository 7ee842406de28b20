#pragma once

#include <vector>

#include "http/router.h"

namespace stead::jobs {
class Pump;
}
namespace stead::plugin {
class Callers;
}
namespace stead::realtime {
class Hub;
}

namespace stead::server {

class Program;

// For the scenario tests, only with --test-hooks and only for administrators: POST /test/clock
// {now, frozen}. Pumps are settled in this order.
void add_test_hooks(http::Router& router, Program& program, plugin::Callers& callers,
                    std::vector<jobs::Pump*> pumps, realtime::Hub& hub);

}  // namespace stead::server
