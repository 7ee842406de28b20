#pragma once

#include "http/router.h"
#include "plugin/callers.h"
#include "record/store.h"

namespace stead::rest {

// /oauth_auth.do: a signed-in person lets an application act in his name; the browser is sent back
// with a code (RFC 6749 §4.1, RFC 7636).
void add_oauth_consent_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
