#pragma once

#include <memory>

#include "record/store.h"

namespace stead::jobs {

// Keeps what the server says about itself as rows of syslog, where administrators look for it.
class LogRows {
public:
    // Listens to the log as long as it lives.
    LogRows(record::Store& store, base::Log& log);
    ~LogRows();
    LogRows(const LogRows&) = delete;
    LogRows& operator=(const LogRows&) = delete;

    // Writes lines that have come. False when there are none.
    bool work();

private:
    struct Lines;
    record::Store& store_;
    base::Log& log_;
    std::unique_ptr<Lines> lines_;
};

}  // namespace stead::jobs
