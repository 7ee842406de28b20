#pragma once

#include "db/connection.h"
#include "model/dictionary_builder.h"

namespace stead::record {

// The dictionary's rows as they stand in sys_db_object, sys_dictionary, sys_dictionary_override,
// sys_documentation, sys_choice and sys_number, in the order of their insertion. Nothing before the
// first start.
model::DictionaryRows read_dictionary_rows(db::Connection& connection);

}  // namespace stead::record
