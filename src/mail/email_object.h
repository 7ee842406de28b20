#pragma once

#include "mail/thread.h"
#include "record/record.h"
#include "script/value.h"

namespace stead::record {
class Unit;
}

namespace stead::mail {

// What inbound scripts call `email` (r_MailScriptAPI.md): subject, from, origemail, to, direct,
// copied, body_text (of a reply: what was added), body_html, headers … and `body`, the lines of the
// form name:value by name.
script::Members email_object(record::Unit& unit, const record::Record& mail, const Thread& thread);

// What the mail adds to its thread: of a reply without the quoted history.
std::string words_of(record::Unit& unit, const record::Record& mail, const Thread& thread);

}  // namespace stead::mail
