#pragma once

#include <optional>
#include <string>

#include "record/record.h"

namespace stead::record {
class Unit;
}
namespace stead::script {
class Scripts;
}

namespace stead::mail {

class Decisions;

// Why a mail is set aside before anybody looks at it.
struct Rejection {
    std::string reason;
    bool junk = false;
};

// Loops, automatic answers, floods, mails without a sender, mails seen before, address filters and
// the rows of sys_email_filter, in this order (channels.md 4.2). Empty: the mail passes.
std::optional<Rejection> screen(record::Unit& unit, script::Scripts& scripts, record::Record& mail,
                                Decisions& decisions);

}  // namespace stead::mail
