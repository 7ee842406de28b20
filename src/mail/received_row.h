#pragma once

#include <string>

#include "mail/message.h"
#include "record/record.h"

namespace stead::record {
class Snapshot;
class Unit;
}  // namespace stead::record

namespace stead::mail {

class Decisions;

ReadLimits read_limits(const record::Snapshot& snapshot);

// Writes the sys_email row of a mail from outside, type received and ready to be judged, with its
// files as attachments; pictures inside the body point to them. `spool_id` becomes its uid.
record::Record keep_received(record::Unit& unit, const Message& message,
                             const std::string& spool_id, Decisions& decisions);

// Is a row of this spool file there already?
bool is_kept(record::Unit& unit, const std::string& spool_id);

}  // namespace stead::mail
