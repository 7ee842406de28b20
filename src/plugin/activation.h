#pragma once

#include <string>
#include <vector>

#include "plugin/definition.h"
#include "plugin/loader.h"

namespace stead::plugin {

// The plugins to load, each after what it requires. `stored` are the ids active in the database
// (empty at the first start). A requirement that is not there is a problem that names both.
std::vector<Manifest> plan_activation(const std::vector<Manifest>& all,
                                      const std::vector<std::string>& stored,
                                      const LoadOptions& options, Problems& problems);

}  // namespace stead::plugin
