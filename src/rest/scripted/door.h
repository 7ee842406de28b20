#pragma once

#include "http/router.h"

namespace stead::plugin {
class Callers;
}
namespace stead::record {
class Store;
}
namespace stead::script {
class Scripts;
}

namespace stead::rest::scripted {

// Answers with the web service that a row defines for this address (services.h). A GET reads; the
// first write that its script asks for makes it start again as a unit that writes. False: there is
// no such service.
bool answer(http::Exchange& exchange, record::Store& store, plugin::Callers& callers,
            script::Scripts& scripts);

// What bodies the service at an address takes.
http::RouteOptions options_of(const record::Store& store, http::Method method,
                              std::string_view path);

}  // namespace stead::rest::scripted
