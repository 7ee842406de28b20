#pragma once

#include <functional>
#include <string>

#include "record/store.h"

namespace stead::jobs {

// Works off the queue entries that a part of the server handles itself, outside of any unit of
// work: long ones make their own, bit by bit, and are begun again after a crash.
class HandledJobs {
public:
    struct Entry {
        std::string sys_id, document_key, context, run_as;
    };
    // False: it waits for something and is to be tried again soon.
    using Handle = std::function<bool(const Entry&)>;

    HandledJobs(record::Store& store, std::string handler, Handle handle)
        : store_(store), handler_(std::move(handler)), handle_(std::move(handle)) {}

    bool work();  // one entry; false when none is due

private:
    Entry read(const std::string& sys_id);
    void finish(const std::string& sys_id, bool done, const std::string& error);

    record::Store& store_;
    const std::string handler_;
    const Handle handle_;
};

}  // namespace stead::jobs
