#pragma once

#include <vector>

#include "base/clock.h"
#include "plugin/definition.h"
#include "plugin/row_index.h"

namespace stead::record {
class Store;
}

namespace stead::plugin {

// Plays the demo rows of the definitions through the write path: rows without a time first, in the
// order of the files, then all steps of all stories in the order of their times, with the clock
// standing at each. Plugins whose demo data is there already are left alone.
void load_demo(record::Store& store, base::SettableClock& clock,
               const std::vector<Definition>& definitions, const RowIndex& index);

}  // namespace stead::plugin
