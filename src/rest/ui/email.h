#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// POST email {table, sys_id, to, cc, bcc, subject, text | html}: a mail of a record, written by a
// person. It leaves with the record's watermark, so that answers come back to the record.
void send_email(Call& call);

}  // namespace stead::rest::ui
