#pragma once

#include <string>

#include "record/store.h"

namespace stead::script {
class Scripts;
}

namespace stead::jobs {

// Runs scheduled jobs (sysauto_script) and queue entries (sys_trigger) when their time has come.
// The time of the next run stands in sys_trigger, so that a restart forgets nothing and an admin
// sees what is due.
class DueJobs {
public:
    DueJobs(record::Store& store, script::Scripts& scripts) : store_(store), scripts_(scripts) {}

    bool work();  // runs one due entry; false when none is due

private:
    void plan();  // queue entries for active jobs, renewed when the metadata changed
    void run(record::Unit& unit, record::Record& entry);
    void finish(const std::string& sys_id, const std::string& error);

    record::Store& store_;
    script::Scripts& scripts_;
    std::uint64_t planned_ = 0;  // generation of the snapshot that was planned
};

}  // namespace stead::jobs
