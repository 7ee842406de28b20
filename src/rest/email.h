#pragma once

#include "rest/call.h"

namespace stead::rest {

// The Email API: sends a mail, perhaps of a record, and tells what became of it (rest-api.md §4.5).
void add_email_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
