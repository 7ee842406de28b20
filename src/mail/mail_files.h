#pragma once

#include <string>

#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::mail {

class Decisions;

// Hands the files of a mail over to the record that it made or answers. A file that is there
// already stays with the mail, as do pictures smaller than the property says.
void hand_over_files(record::Unit& unit, const record::Record& mail, const std::string& table,
                     const std::string& sys_id, Decisions& decisions);

}  // namespace stead::mail
