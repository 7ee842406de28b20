#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "record/store.h"

namespace stead::jobs {

// The queue is sys_trigger: what is due, and what does it. An entry with a `handler` belongs to the
// part of the server of that name, any other is a script or a scheduled job.

// sys_id of the entry that is due first for this handler ("": none); "" when none is due.
std::string due_entry(record::Store& store, std::string_view handler);

bool concerns_queue(const std::vector<record::Change>& changes);

// The program writes its queue without rules, history or mails.
std::shared_ptr<const record::Session> queue_session();

}  // namespace stead::jobs
