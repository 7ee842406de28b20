#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/unit.h"

namespace stead::rest::ui {

// A field that somebody else changed since the page was read, to something else than what the page
// wants.
struct Conflict {
    std::string field, label;
    std::string mine, mine_display, theirs, theirs_display;
    std::string by, at;  // "" when nobody wrote it down
};

// Compares what a page sends (`wanted`, touched fields) with the row as it stands. The audit tells
// what changed since the page's version and who did it; where nothing is audited, every field that
// differs counts.
std::vector<Conflict> conflicts(record::Unit& unit, const record::Record& stored,
                                const record::Record& wanted, std::int64_t base_mod_count,
                                const std::vector<std::string>& overwritten);

std::string conflict_body(const std::vector<Conflict>& conflicts);

}  // namespace stead::rest::ui
