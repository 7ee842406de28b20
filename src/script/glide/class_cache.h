#pragma once

#include <functional>
#include <memory>

#include "script/glide/call.h"

namespace stead::script {

enum class ClassKind { record, element };

// A host class that depends on a table of the dictionary: made once per snapshot, kind and table.
std::shared_ptr<const HostClass> cached_class(
    Call& call, ClassKind kind, const model::Table& table,
    const std::function<std::shared_ptr<const HostClass>()>& make);

}  // namespace stead::script
