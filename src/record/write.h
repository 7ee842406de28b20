#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace stead::record {

class Unit;

enum class Operation { insert, update, remove };

// One row that a unit changed; what watchers are told once it is committed. Values are not carried:
// receivers read the row with their own access.
struct Change {
    Operation operation;
    std::string table;  // real class
    std::string sys_id;
    std::string user_name;            // who did it
    std::vector<std::string> fields;  // that changed
    std::int64_t mod_count = 0;
};

// The places in a write where engines run (design.md §4): rules below order 1000 come first, then
// the engine, then the other rules.
enum class Phase {
    complete,      // 1 defaults and calculated fields, before access is checked
    before_early,  // 3 rules, order < 1000
    before,        // 4 numbers, data policies, lookups
    before_late,   // 5 rules, order >= 1000
    after_early,   // 7 rules after the row is written, order < 1000
    after,         // 8 notifications, text index, flow triggers
    after_late     // 9 rules, order >= 1000
};

// What the user is told beside the result: gs.addErrorMessage, element.setError.
struct Message {
    enum class Kind { info, error } kind = Kind::info;
    std::string text;
    std::string field;  // "" = the whole record
};

// One insert, update or remove on its way through the phases. Engines and rules read and change it.
struct Write {
    Unit& unit;
    Operation operation;
    Record& current;
    const Record* previous;  // as stored before; null for an insert
    bool aborted = false;
    std::string aborted_by;  // name of the rule, for the caller
    bool text_index = true;

    // Differs from what is stored (an insert: is not empty).
    bool changed(const model::Field& field) const;
    bool changed(std::string_view field) const;
    const std::string& old_value(std::string_view field) const;
};

// Something that reacts to writes. Lives as long as the Store; called on many threads, for one
// write at a time per unit.
class Engine {
public:
    virtual ~Engine() = default;
    // Asked once per dictionary snapshot and table; a table without interested engines costs
    // nothing.
    virtual bool applies(Phase phase, Operation operation, const model::Table& table) const = 0;
    virtual void run(Phase phase, Write& write) = 0;
};

}  // namespace stead::record
