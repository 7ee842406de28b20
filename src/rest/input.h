#pragma once

#include <boost/json/fwd.hpp>
#include <string_view>

#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::rest {

// How the caller spells values: raw, or as people read them (sysparm_input_display_value).
enum class Spelling { raw, display };

// Sets the members of a JSON object on a record (rest-api.md §2.5): unknown fields are ignored,
// references are found by display value, choices by label, dates in the caller's zone where he says
// so. Throws Error(forbidden) for a value that a strict list of choices does not have, unless
// glide.rest.choice.allow_non_existing_value allows it.
void set_fields(record::Unit& unit, record::Record& record, const boost::json::object& body,
                Spelling spelling);

// The stored value of a choice that is named by its label; other texts come back as they are.
std::string choice_value(const record::Unit& unit, const model::Field& field,
                         std::string_view text);

// One value in its stored spelling.
std::string input_value(record::Unit& unit, const model::Field& field, std::string_view text,
                        Spelling spelling);

}  // namespace stead::rest
