#pragma once

#include "record/record.h"
#include "rest/call.h"

namespace stead::rest {

enum class Shown { as_download, in_page };

// Answers with the bytes of a file. Nothing that a browser could run is ever shown as a page of
// this server.
void answer_attachment(Call& call, record::Unit& unit, const record::Record& row, Shown shown);

// GET /sys_attachment.do?sys_id=
void get_attachment_page(Call& call);

}  // namespace stead::rest
