#pragma once

#include <functional>
#include <string>

#include "mail/smtp.h"

namespace stead::mail {

enum class MailboxKind { imap, pop3 };

// A mailbox on another server.
struct Mailbox {
    MailboxKind kind = MailboxKind::imap;
    MailRelay server;  // of the mailbox: host, port, security, sign-in
    std::string folder = "INBOX";
};

// Takes at most `most` mails out of a mailbox, oldest first: each is handed to `keep` and removed
// from the mailbox once that has returned. Mails above `most_bytes` are left there. Returns how
// many were taken. Throws Error(unavailable) in words for an administrator.
int take_mails(const Mailbox& mailbox, int most, std::size_t most_bytes,
               const std::function<void(const std::string& bytes)>& keep);

}  // namespace stead::mail
