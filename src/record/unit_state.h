#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "record/read_state.h"
#include "record/snapshot.h"
#include "record/store.h"

namespace stead::record {

// What all views of one transaction share. Only the record layer sees it.
struct UnitState {
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<std::shared_ptr<const Snapshot>>
        earlier;  // records of this unit may point into them
    std::vector<Message> messages;
    std::vector<Change> changes;
    std::vector<std::function<void()>> after_commit;
    std::string last_abort;                  // "NAME^SYSID" of the rule
    std::vector<std::string> before_writes;  // sys_ids whose before phases run right now
    int depth = 0;                           // of writes that caused writes
    std::set<std::string> metadata_written;  // names of tables
    bool asked_to_write = false;             // although it only reads
    ReadState reading;
};

}  // namespace stead::record
