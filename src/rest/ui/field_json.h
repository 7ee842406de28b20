#pragma once

#include <string_view>

#include "base/json_writer.h"
#include "record/unit.h"

namespace stead::rest::ui {

// How a value is told to the client: {value, display_value?, link?}. Dates, numbers and durations
// have no display value: the browser formats them.
bool shows_display(const model::Field& field);
void write_value(base::JsonWriter& json, const model::Field& field, std::string_view value,
                 std::string_view display);

struct FieldFlags {
    bool mandatory = false;
    bool readonly = false;
};
// The members of contract.ts's Field.
void write_field(base::JsonWriter& json, const record::Words& words, const model::Field& field,
                 FieldFlags flags);

// The choices that a person may pick, with `current` even when it is retired.
void write_choices(base::JsonWriter& json, const record::Words& words, const model::Field& field,
                   std::string_view current = {});

}  // namespace stead::rest::ui
