#pragma once

#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "record/unit.h"

namespace stead::rest {

// The three shapes of a field's value (rest-api.md §2.3).
enum class Display { raw, display, all };
Display display_mode(std::string_view parameter);  // false, true, all

// Writes rows of a list as the wire wants them.
class RowWriter {
public:
    // `table_base` is `<base>/api/now/table`.
    RowWriter(Display display, bool links, std::string table_base);

    void write(base::JsonWriter& json, const record::Row& row) const;
    void write_value(base::JsonWriter& json, const record::Cell& cell) const;

private:
    void write_reference(base::JsonWriter& json, const record::Cell& cell) const;
    void write_cell(base::JsonWriter& json, const record::Cell& cell) const;

    Display display_;
    bool links_;
    std::string table_base_;
};

}  // namespace stead::rest
