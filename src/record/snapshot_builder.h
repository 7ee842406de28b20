#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>

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
// The same, when only rows of these tables were written since `old` was made: the rest of it is
// taken over. `old` is one of this builder's.
std::shared_ptr<const Snapshot> renew_snapshot(const Snapshot& old,
                                               const std::set<std::string>& written,
                                               db::Connection& connection, std::uint64_t generation,
                                               base::Log& log);
// A dictionary without any other metadata: no ACLs, rules or properties yet.
std::shared_ptr<const Snapshot> bare_snapshot(std::shared_ptr<const model::Dictionary> dictionary,
                                              std::uint64_t generation);
std::shared_ptr<const Snapshot> empty_snapshot();  // generation 0, no table

}  // namespace stead::record
