#pragma once

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
// {now, frozen}.
void add_test_hooks(http::Router& router, Program& program, plugin::Callers& callers,
                    jobs::Pump& pump, jobs::Pump& mail_pump, realtime::Hub& hub);

}  // namespace stead::server
