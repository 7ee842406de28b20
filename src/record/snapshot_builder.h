#pragma once

#include <cstdint>
#include <memory>

#include "record/snapshot.h"

namespace stead::base {
class Log;
}
namespace stead::db {
class Connection;
}

namespace stead::record {

// Reads all metadata rows. Mistakes in them are logged and left out; what remains works.
std::shared_ptr<const Snapshot> build_snapshot(db::Connection& connection, std::uint64_t generation,
                                               base::Log& log);
// A dictionary without any other metadata: no ACLs, rules or properties yet.
std::shared_ptr<const Snapshot> bare_snapshot(std::shared_ptr<const model::Dictionary> dictionary,
                                              std::uint64_t generation);
std::shared_ptr<const Snapshot> empty_snapshot();  // generation 0, no table

}  // namespace stead::record
