#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "record/record.h"

namespace stead::record {

class Snapshot;
class Unit;

// The statements that move whole records of one class. Kept with the snapshot.
struct ClassSql {
    std::vector<const model::Field*>
        stored;             // fields with a column, in the order of the statements
    std::string insert;     // one placeholder per stored field
    std::string by_sys_id;  // SELECT stored columns … WHERE sys_id = ?
    std::string columns;    // the stored columns as expressions of a model::SqlBuilder
};
const ClassSql& class_sql(const Snapshot& snapshot, const model::Table& table);

// The row with all its fields in its real class, without access checks. Empty when there is none or
// it is no `table`.
std::optional<Record> load(Unit& unit, const model::Table& table, std::string_view sys_id);

// Writes a new row as it is, completed with sys_id and system columns, without rules: for rows that
// the record layer itself keeps (journal, audit, events).
void insert_raw(Unit& unit, Record& record);

// Name of the class column value of a row of this SQL table, or "".
std::string class_of(Unit& unit, const model::Table& table, std::string_view sys_id);

}  // namespace stead::record
