#pragma once

#include "mail/mailbox.h"
#include "record/unit.h"

namespace stead::mail {

// How to reach the server of a sys_email_account row, with the password in readable form.
MailRelay relay_of(record::Unit& unit, const record::Record& account);
Mailbox mailbox_of(record::Unit& unit, const record::Record& account);

}  // namespace stead::mail
