#pragma once

#include <string>
#include <vector>

#include "script/host.h"

namespace stead::script {

// What the scripts of a transform call `log`: info, warn, error, debug. Bind one, run the scripts,
// read its lines.
class TransformLog : public HostObject {
public:
    const std::shared_ptr<const HostClass>& host_class() const override;

    std::vector<std::string> lines;  // "warn: text"
};

}  // namespace stead::script
