#pragma once

#include <functional>
#include <memory>
#include <string>

#include "script/glide/call.h"

namespace stead::script {

// A host class that depends on the dictionary: made once per snapshot and key.
std::shared_ptr<const HostClass> cached_class(
    Call& call, const std::string& key,
    const std::function<std::shared_ptr<const HostClass>()>& make);

}  // namespace stead::script
