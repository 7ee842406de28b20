#pragma once

#include "rest/call.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest {

// The Import Set API: rows come into a staging table and become records as its transform maps say
// (rest-api.md §4.4). Who may create rows there decides the staging table's access rules.
void add_import_set_routes(http::Router& router, record::Store& store, plugin::Callers& callers,
                           script::Scripts& scripts);

}  // namespace stead::rest
