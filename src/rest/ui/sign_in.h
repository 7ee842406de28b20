#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// Signing in and out: the client's calls, and the classic form /login.do (rest-api.md §1.3).
void add_sign_in_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest::ui
