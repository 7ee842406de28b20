#pragma once

#include "http/router.h"

namespace stead::plugin {
class Callers;
}

namespace stead::server {

class Program;

// For the scenario tests, only with --test-hooks and only for administrators: POST /test/clock
// {now, frozen}.
void add_test_hooks(http::Router& router, Program& program, plugin::Callers& callers);

}  // namespace stead::server
