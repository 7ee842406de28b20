#pragma once

#include "mail/mailbox.h"
#include "record/record.h"

namespace stead::mail {

// How to reach the server of a sys_email_account row.
MailRelay relay_of(const record::Record& account);
Mailbox mailbox_of(const record::Record& account);

}  // namespace stead::mail
