#pragma once

#include "record/write.h"

namespace stead::record {

// One sys_journal_field row for every journal input of the write that has text.
void write_journals(Write& write);

}  // namespace stead::record
