#pragma once

#include <vector>

#include "script/host.h"

namespace stead::script {

// The methods of GlideRecord as scripts know them (scripting.md §3), by what they are about.
std::vector<Method> record_query_methods();
std::vector<Method> record_row_methods();
std::vector<Method> record_write_methods();

// GlideQueryCondition: what addQuery returns.
std::shared_ptr<const HostClass> condition_class();

}  // namespace stead::script
