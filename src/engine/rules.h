#pragma once

#include "record/write.h"

namespace stead::engine {

// Business rules: the rows of sys_script (platform.md §5.2), run in the order of their `order`
// before and after a write. Async rules are queued as events and run by the job door on a fresh
// record.
class Rules : public record::Engine {
public:
    bool applies(record::Phase phase, record::Operation operation,
                 const model::Table& table) const override;
    void run(record::Phase phase, record::Write& write) override;
};

// The event that queues an async rule: parm1 is the rule's sys_id.
inline constexpr const char* async_rule_event = "stead.async_rule";

// Runs an async rule for the record as it is now. Does nothing when either is gone or the condition
// no longer holds.
void run_async_rule(record::Unit& unit, const std::string& rule_sys_id, const std::string& table,
                    const std::string& sys_id);

}  // namespace stead::engine
