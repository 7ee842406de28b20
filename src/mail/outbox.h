#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "mail/smtp.h"

namespace stead::record {
class Store;
struct Change;
}  // namespace stead::record

namespace stead::mail {

struct Delivery;

// Do these changes touch mails?
bool concerns_outbox(const std::vector<record::Change>& changes);

// Door 2, outwards: hands rows of sys_email that are ready to the mail server. A row is claimed in
// one transaction, sent outside of any, and marked in another: a crash between repeats that one
// mail under the same message id, and loses none.
class Outbox {
public:
    // `smtp_url` "" = the active account of type SMTP decides.
    Outbox(record::Store& store, const std::string& smtp_url);

    bool work();  // sends one mail; false when there is nothing to do

private:
    std::optional<MailRelay> relay();
    std::string next();
    std::optional<Delivery> claim(const std::string& sys_id);
    void finish(const Delivery& delivery, const MailAnswer& answer);
    void explain_waiting(const std::string& reason);

    record::Store& store_;
    std::optional<MailRelay> relay_;  // of the command line
    base::Time rests_until_{};        // after the server was not reached
    std::string explained_;           // the reason that waiting mails carry …
    std::int64_t explained_to_ = 0;   // … up to this row
};

}  // namespace stead::mail
