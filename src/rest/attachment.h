#pragma once

#include "rest/call.h"

namespace stead::rest {

// The Attachment API (rest-api.md §4.2) and the download page /sys_attachment.do. Who may read a
// record may read its files; who may write it may add and remove them.
void add_attachment_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

}  // namespace stead::rest
