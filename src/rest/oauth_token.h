#pragma once

#include "http/router.h"
#include "plugin/callers.h"
#include "record/store.h"

namespace stead::rest {

// POST /oauth_token.do and the two addresses of revocation (rest-api.md §1.4, RFC 6749, 7009,
// 7523).
void add_oauth_token_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
