#pragma once

#include <memory>
#include <string>

#include "mail/thread.h"
#include "record/record.h"
#include "record/session.h"

namespace stead::record {
class Unit;
}
namespace stead::script {
class Scripts;
}

namespace stead::mail {

class Decisions;

// A mail on its way through the inbound actions.
struct InboundMail {
    record::Record& row;  // of sys_email; scripts may change it
    Thread thread;
    std::shared_ptr<const record::Session> sender;
};

// What the actions made of it.
struct InboundResult {
    std::string table, sys_id;  // the first record that was written for the mail; "" when none
    std::string action;         // name of the action that wrote it
    int ran = 0;                // actions that applied
};

// Runs the rows of sysevent_in_email_action that apply, in order, as the sender
// (inbound-action-processing.md). Scripts see current, email, sys_email, event, action and logger.
InboundResult run_inbound_actions(record::Unit& unit, script::Scripts& scripts, InboundMail& mail,
                                  Decisions& decisions);

}  // namespace stead::mail
