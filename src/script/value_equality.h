#pragma once

#include <string>
#include <string_view>

namespace stead::script {

// The script with `a == b` written as `$eq(a,b)` and `a != b` as `!$eq(a,b)`.
//
// In ServiceNow `current.assigned_to == previous.assigned_to` compares values although both sides
// are objects. JavaScript compares objects by identity and offers no hook, so the comparison is
// made a call. Left alone: comparisons with a literal that work as they are, chains, and whatever
// is not understood. Lines keep their numbers.
std::string with_value_equality(std::string_view script);

}  // namespace stead::script
