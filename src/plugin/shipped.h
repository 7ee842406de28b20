#pragma once

#include <string>
#include <vector>

#include "plugin/definition.h"
#include "plugin/loader.h"
#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::plugin {

// Writes one shipped row: new rows are inserted, rows that nobody changed are updated, rows that an
// admin changed are kept and logged as skipped.
void ship(record::Unit& unit, const Manifest& manifest, const RowDefinition& row,
          record::Record wanted, LoadCount& count);

// Removes rows that the plugin shipped before and no longer does, unless they were changed here.
void remove_unshipped(record::Unit& unit, const Definition& definition, LoadCount& count);

// Notes in stead_shipped_row what a row looked like when it was shipped.
void note_shipped(record::Unit& unit, const Manifest& manifest, const RowDefinition& row,
                  const record::Record& wanted, bool demo);

// A shipped row that was changed here, with the columns that differ; none: it was deleted here.
struct Customised {
    std::string table, name;
    std::vector<std::string> columns;
};
std::vector<Customised> customised_rows(record::Unit& unit, const std::string& plugin);

bool is_shipped(record::Unit& unit, const std::string& sys_id);

}  // namespace stead::plugin
