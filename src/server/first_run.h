#pragma once

#include "http/router.h"

namespace stead::server {

class Program;

// Gives the administrator a password when there is none yet: the demo world's, the one from the
// configuration, or a one-time link printed on standard output.
void first_run(Program& program);

// The page behind that link.
void add_first_run_routes(http::Router& router, Program& program);

}  // namespace stead::server
