#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/dictionary.h"

namespace stead::record {

class Unit;

// Journals of many rows of a list: one question for all their entries, each writer looked up once.
class JournalBatch {
public:
    explicit JournalBatch(Unit& unit) : unit_(unit) {}

    // Reads what was written into these fields of these rows, instead of what was read before.
    void read(const std::vector<std::string>& sys_ids, const std::vector<std::string>& fields);

    // What a journal field, or a list of several, shows of a row that was read: as journal_text
    // does, of fields that the person may read. `real` is the row's class.
    std::string text(const model::Table& real, const model::Field& field, std::string_view sys_id);

private:
    struct Entry {
        std::string element, value, created_on, created_by;
    };
    std::vector<const model::Field*> readable(const model::Table& real, const model::Field& field,
                                              std::string_view sys_id);
    const std::string& writer(const std::string& user_name);
    void append(std::string& text, const Entry& entry, const model::Field& field);

    Unit& unit_;
    base::TextMap<std::vector<Entry>> entries_;  // by sys_id of the row, newest first
    base::TextMap<std::string> writers_;         // names by user name
};

}  // namespace stead::record
