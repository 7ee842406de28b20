#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "record/write.h"

namespace stead::plugin {

// What a plugin's native.cpp offers: engines at a phase of a write. It hides nothing: the row that
// uses it stays visible. Collected by `install`, handed out by the server.
class Extension {
public:
    // Runs for writes to `table` and its descendants.
    void engine(record::Phase phase, std::string table, std::function<void(record::Write&)> run);

    std::vector<std::unique_ptr<record::Engine>> engines;
};

}  // namespace stead::plugin
