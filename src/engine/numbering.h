#pragma once

#include "record/write.h"

namespace stead::engine {

// Gives new records their number (sys_number: prefix, digits, start; sys_number_counter). The
// counter moves in the record's own transaction: a write that fails leaves no gap.
class Numbering : public record::Engine {
public:
    bool applies(record::Phase phase, record::Operation operation,
                 const model::Table& table) const override;
    void run(record::Phase phase, record::Write& write) override;
};

// The next number of a table's format. Throws Error(internal) when it has none.
std::string next_number(record::Unit& unit, const model::Table& table);

}  // namespace stead::engine
