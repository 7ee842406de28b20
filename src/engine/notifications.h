#pragma once

#include "record/write.h"

namespace stead::script {
class Scripts;
}

namespace stead::engine {

// Turns writes and events into mails: rows of sys_email, made in the transaction that caused them
// and sent after it by the mail door (platform.md §5.5).
class Notifications : public record::Engine {
public:
    explicit Notifications(script::Scripts& scripts) : scripts_(scripts) {}

    bool applies(record::Phase phase, record::Operation operation,
                 const model::Table& table) const override;
    void run(record::Phase phase, record::Write& write) override;

    // The notifications that wait for this event. Called by the job door.
    void run_event(record::Unit& unit, const record::Record& event);

private:
    script::Scripts& scripts_;
};

}  // namespace stead::engine
