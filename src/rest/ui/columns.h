#pragma once

#include <string>
#include <vector>

#include "base/json_writer.h"
#include "record/unit.h"
#include "rest/ui/layout.h"

namespace stead::rest::ui {

// The columns of a list that the person may read.
struct Column {
    std::string name;  // may dot-walk
    const model::Field* field = nullptr;
    const model::Table* table = nullptr;  // that the last step was found in
    int width = 0;                        // 0: by type
};
struct Columns {
    std::vector<Column> shown;
    int hidden = 0;  // left out because they may not be read
};

// Of a comma list when there is one, else of the layout. What names no field is ignored.
Columns columns_of(record::Unit& unit, const model::Table& table, std::string_view names,
                   const ListLayout& layout);

// May the person read this path, as far as roles say?
bool may_read(record::Unit& unit, const model::Path& path);

void write_columns(base::JsonWriter& json, record::Unit& unit, const model::Table& table,
                   const Columns& columns);
// The choices of columns that have any, by column.
void write_column_choices(base::JsonWriter& json, const record::Unit& unit, const Columns& columns);

}  // namespace stead::rest::ui
