#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "record/record.h"

namespace stead::record {

class Unit;

// One thing that happened to a record, for the activity stream and for journal display values.
struct JournalEntry {
    std::string sys_id, element, label, value, created_on, created_by;  // created_on UTC
};

// Entries of a journal field (or of several: "comments,work_notes"), newest first, that the session
// may read. limit < 0: all.
std::vector<JournalEntry> journal(Unit& unit, const Record& record, std::string_view elements,
                                  std::int64_t limit = -1);

// The wire's text of a journal field: "2026-11-22 08:15:00 - Tomas Beran (Additional
// comments)\ntext\n\n" …
std::string journal_text(Unit& unit, const Record& record, const model::Field& field);

}  // namespace stead::record
