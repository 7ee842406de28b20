#pragma once

#include "record/write.h"

namespace stead::plugin {

class Loader;

// An administrator activates a plugin by setting its row in sys_plugins active: what it requires is
// checked before the write, and the plugin is loaded once the write is durable.
class ActivationEngine : public record::Engine {
public:
    explicit ActivationEngine(Loader& loader) : loader_(loader) {}

    bool applies(record::Phase phase, record::Operation operation,
                 const model::Table& table) const override;
    void run(record::Phase phase, record::Write& write) override;

private:
    Loader& loader_;
};

}  // namespace stead::plugin
