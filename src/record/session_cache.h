#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "record/session.h"

namespace stead::model {
class Dictionary;
}

namespace stead::record {

struct Change;

// Sessions of the users that were asked for, until a row that could change them is written.
// One per Store; safe to share between threads.
class SessionCache {
public:
    // Ask for the ticket before reading the rows: what was read before a change is not kept after
    // it.
    std::uint64_t ticket() const;
    std::shared_ptr<const Session> find(std::string_view user_sys_id, Door door) const;
    void keep(std::uint64_t ticket, const std::shared_ptr<const Session>& session);

    // Called with every commit, before other listeners.
    void changed(const std::vector<Change>& changes, const model::Dictionary& dictionary);

private:
    mutable std::mutex mutex_;
    std::uint64_t ticket_ = 0;
    base::TextMap<std::shared_ptr<const Session>> sessions_;  // by "<door>:<sys_id>"
};

}  // namespace stead::record
