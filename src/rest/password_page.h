#pragma once

#include "http/router.h"
#include "plugin/callers.h"
#include "record/store.h"

namespace stead::rest {

// /password_reset asks for a link by mail, /password_reset/{link} takes the new password. Nobody
// learns there whether an account exists.
void add_password_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
