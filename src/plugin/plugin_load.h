#pragma once

#include <string>

#include "plugin/definition.h"
#include "plugin/loader.h"
#include "plugin/row_index.h"
#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::plugin {

// Brings the rows of one plugin into the database, in two steps: what describes tables goes first,
// for all plugins together; the rest waits until the dictionary knows those tables.
class PluginLoad {
public:
    // What happened is added to `count` and noted in sys_upgrade_history.
    PluginLoad(record::Unit& unit, script::Scripts& scripts, const Definition& definition,
               const RowIndex& index, LoadCount& count)
        : unit_(unit), scripts_(scripts), definition_(definition), index_(index), count_(count) {}

    void ship_dictionary();
    // Rows, once-only repairs, and what is no longer shipped goes.
    void ship_rest();

private:
    void ship_rows(bool dictionary);
    void ship_row(const RowDefinition& row, record::Record record);
    void begin_history();
    void end_history();
    void note_plugin(base::Time began);
    bool is_new() const;

    record::Unit& unit_;
    script::Scripts& scripts_;
    const Definition& definition_;
    const RowIndex& index_;
    LoadCount& count_;
};

// The row of sys_plugins that tells of a plugin; made when there is none.
std::string plugin_row_id(const std::string& plugin);
record::Record plugin_row(record::Unit& unit, const Manifest& manifest);
void write_plugin_row(record::Unit& unit, record::Record& row);

// Is it a row of the dictionary: what must be known before other rows can be written?
bool describes_tables(const RowDefinition& row);

void throw_problems(const Problems& problems);

}  // namespace stead::plugin
