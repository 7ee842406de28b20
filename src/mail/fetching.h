#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/clock.h"
#include "mail/mailbox.h"
#include "mail/spool.h"

namespace stead::record {
class Store;
}

namespace stead::mail {

// Empties the mailboxes of active accounts (IMAP, POP3) into the spool, each every
// `stead.mail.fetch_seconds`. A mail is on our disk before it is removed from the mailbox; one that
// a crash brings twice is recognised by its message id.
class Fetching {
public:
    Fetching(record::Store& store, const std::string& data_folder)
        : store_(store), spool_(data_folder) {}

    bool work();  // looks into one mailbox that is due; false when none is, or it was empty

private:
    struct Due {
        std::string account_id;
        Mailbox mailbox;
    };
    std::optional<Due> due();
    void note(const std::string& account_id, int taken, const std::string& error);

    record::Store& store_;
    Spool spool_;
    std::map<std::string, base::Time> looked_;  // by account
    std::map<std::string, std::string> noted_;  // the error in the account's row
};

}  // namespace stead::mail
