#pragma once

#include <string>
#include <string_view>

#include "rest/call.h"

namespace stead::rest::ui {

// POST email {table, sys_id, to, cc, bcc, subject, text | html}: a mail of a record, written by a
// person. It leaves with the record's watermark, so that answers come back to the record.
void send_email(Call& call);

// One mail address, as people type it: `a@b.c` or `Name <a@b.c>`; without line breaks.
bool is_address(std::string_view text);

}  // namespace stead::rest::ui
