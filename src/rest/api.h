#pragma once

#include "http/refusal.h"
#include "http/router.h"
#include "plugin/callers.h"
#include "record/store.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest {

// Everything that this door answers.
void add_routes(http::Router& router, record::Store& store, plugin::Callers& callers,
                script::Scripts& scripts);

// How the server itself says no, in the wire's envelope.
http::Response refusal(const http::Request& request, const http::Refusal& refusal);

}  // namespace stead::rest
