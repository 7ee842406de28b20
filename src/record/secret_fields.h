#pragma once

#include <string>

#include "record/record.h"

namespace stead::record {

class Unit;

// Fields of type password2 are stored sealed (base/secrets.h): no list, form, script value, export
// or history ever holds their text. These are the only ways to it.

// The readable text, for code that signs in somewhere with it; "" when there is none or its key is
// lost. No access checks.
std::string secret_text(Unit& unit, const Record& record, std::string_view field);

// What is stored for a new value.
std::string sealed_secret(const Unit& unit, const std::string& value);

// Seals what is stored readable or under an older key. At every start.
void seal_secrets(Unit& unit);

}  // namespace stead::record
