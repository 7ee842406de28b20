#pragma once

#include <span>

#include "record/write.h"

namespace stead::record {

class Snapshot;
class Store;

// The engines that want to see this phase of writes to this table; worked out once per snapshot.
std::span<Engine* const> engines_for(const Store& store, const Snapshot& snapshot, Phase phase,
                                     Operation operation, const model::Table& table);

}  // namespace stead::record
