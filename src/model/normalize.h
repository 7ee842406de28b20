#pragma once

#include <string>
#include <string_view>

#include "model/dictionary.h"

namespace stead::model {

// How a value that comes in is meant.
enum class Input {
    raw,      // as the wire spells it: dates in UTC
    display,  // as a person reads it: dates in his zone
};

// The stored spelling of a value: "1" for a true boolean, "1234" for "1,234", a choice's value for
// its label, UTC for a date. Text that is too long is cut, as ServiceNow does; an unreadable
// number, date or address is an error, in words for the person. What needs other rows (references
// by display value, password hashes, HTML) is left to the record layer.
struct Normalized {
    std::string value;
    std::string error;  // "" when the value is good

    bool ok() const { return error.empty(); }
};
Normalized normalize(const Field& field, std::string_view input, std::string_view zone = "UTC",
                     Input meant = Input::raw);

// False for a value that is none of the field's choices, where only those are allowed (choice 1 or
// 3).
bool is_allowed_choice(const Field& field, std::string_view value);

}  // namespace stead::model
