#pragma once

#include <string>
#include <vector>

#include "record/unit.h"

namespace stead::rest::ui {

// One entry of an activity stream: when, and its JSON (contract.ts ActivityEntry).
struct Entry {
    std::string at, id, kind, json;
    std::string text;  // what a search looks into
};

// Newest first, at most `limit` of each kind (< 0: all). The record was read with the person's
// rights; each source asks for those of its own rows and fields.
std::vector<Entry> journal_entries(record::Unit& unit, const record::Record& record,
                                   std::int64_t limit);
std::vector<Entry> mail_entries(record::Unit& unit, const record::Record& record,
                                std::int64_t limit);
std::vector<Entry> change_entries(record::Unit& unit, const record::Record& record,
                                  std::int64_t limit);
std::vector<Entry> file_entries(record::Unit& unit, const record::Record& record);

}  // namespace stead::rest::ui
