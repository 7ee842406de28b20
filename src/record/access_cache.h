#pragma once

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "record/table_access.h"

namespace stead::record {

// The compiled access of everybody who asked since the snapshot was made: people with the same
// roles share it. Safe to share between threads.
class AccessCache {
public:
    static const AccessCache& of(const Snapshot& snapshot);

    const TableAccess& find(const Snapshot& snapshot, const std::shared_ptr<const Session>& session,
                            const model::Table& table) const;

private:
    struct SameRoles {
        std::shared_ptr<const Session> session;
        std::shared_mutex mutex;
        std::unordered_map<const model::Table*, std::unique_ptr<TableAccess>> tables;
    };
    struct Known {
        std::weak_ptr<const Session>
            session;  // the address alone could be another session's by now
        SameRoles* roles = nullptr;
    };

    SameRoles& roles_of(const std::shared_ptr<const Session>& session) const;

    mutable std::shared_mutex mutex_;
    mutable std::unordered_map<const Session*, Known> by_session_;
    mutable base::TextMap<std::unique_ptr<SameRoles>> by_roles_;
};

}  // namespace stead::record
