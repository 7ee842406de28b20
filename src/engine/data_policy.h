#pragma once

#include "record/write.h"

namespace stead::engine {

// Data policies (sys_data_policy2, sys_data_policy_rule): fields that must be filled or must not be
// changed while a condition holds, for every door but the program's own work.
class DataPolicy : public record::Engine {
public:
    bool applies(record::Phase phase, record::Operation operation,
                 const model::Table& table) const override;
    void run(record::Phase phase, record::Write& write) override;
};

}  // namespace stead::engine
