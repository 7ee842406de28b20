#pragma once

#include <string>
#include <vector>

#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::mail {

class Decisions;

enum class ReceiveType { new_mail, reply, forward };

// What kind of mail it is and, for a reply, of which record (inbound-action-type-criteria.md).
struct Thread {
    ReceiveType type = ReceiveType::new_mail;
    std::string table, sys_id;  // of the record; "" unless it is a reply
};

std::string name_of(ReceiveType type);  // as in sys_email.receive_type

// Forward before reply; a reply by watermark, then by the id of a mail it answers, then by a number
// in its subject. Reads as the system: whether the sender may see the record is asked later.
Thread classify(record::Unit& unit, const record::Record& mail, Decisions& decisions);

}  // namespace stead::mail
