#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::mail {

// A mail on its way out: what the mail server is given.
struct Delivery {
    std::string sys_id, sender;           // of the row; envelope
    std::vector<std::string> recipients;  // envelope
    std::string bytes;
    int attempts = 0;
};

// How the reason of mails begins that wait for a mail server to be set up.
inline constexpr std::string_view no_mail_server = "No mail server is set";

// Makes the mail of a row. Empty, with type, state and reason set in the row, when there is nobody
// to send it to. Splits rows with too many recipients and diverts where properties ask for it.
std::optional<Delivery> prepare(record::Unit& unit, record::Record& row);

// The same mail for some of its recipients, as a row of its own, to be sent at `when`.
void copy_for(record::Unit& unit, const record::Record& row,
              const std::vector<std::string>& recipients, const std::string& when);

}  // namespace stead::mail
