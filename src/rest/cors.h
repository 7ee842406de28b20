#pragma once

#include "http/exchange.h"
#include "record/store.h"

namespace stead::rest {

// Pages of other sites may call an API where a row of sys_cors_rule says so. Cookies are never
// among what they may send: such a page shows a token.

// For an answer that such a page may read.
void add_cors_headers(http::Exchange& exchange, const record::Store& store);

// Answers the browser's question before the call (OPTIONS). False when it was none, or no rule
// allows it.
bool answer_preflight(http::Exchange& exchange, const record::Store& store);

}  // namespace stead::rest
