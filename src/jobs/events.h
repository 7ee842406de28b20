#pragma once

#include <string>

#include "record/store.h"

namespace stead::engine {
class Notifications;
}
namespace stead::script {
class Scripts;
}

namespace stead::jobs {

// Works off sysevent rows: async business rules, script actions, notifications. Every event has a
// transaction of its own; one that fails is kept with its error and never holds up the others.
class Events {
public:
    Events(record::Store& store, script::Scripts& scripts, engine::Notifications& notifications)
        : store_(store), scripts_(scripts), notifications_(notifications) {}

    // Handles the next event that is due. False when there is none.
    bool work();

private:
    std::string next();
    void handle(record::Unit& unit, record::Record& event);
    void run_script_actions(record::Unit& unit, record::Record& event);
    void note_failure(const std::string& sys_id, const std::string& error);

    record::Store& store_;
    script::Scripts& scripts_;
    engine::Notifications& notifications_;
};

}  // namespace stead::jobs
