#include "record/access_cache.h"

#include <algorithm>

namespace stead::record {

namespace {

constexpr std::size_t most_sessions = 20000;

// What rules ask a session about, as text.
std::string roles_key(const Session& session) {
    std::vector<std::string_view> roles(session.roles.begin(), session.roles.end());
    std::sort(roles.begin(), roles.end());
    std::string key = session.admin ? "admin" : session.user_id.empty() ? "guest" : "user";
    for (const auto role : roles) key.append(",").append(role);
    return key;
}

}  // namespace

const AccessCache& AccessCache::of(const Snapshot& snapshot) {
    static const char key = 0;
    return *static_cast<const AccessCache*>(
        snapshot.attachment(&key, [](const Snapshot&) { return std::make_shared<AccessCache>(); })
            .get());
}

AccessCache::SameRoles& AccessCache::roles_of(const std::shared_ptr<const Session>& session) const {
    {
        const std::shared_lock lock(mutex_);
        const auto known = by_session_.find(session.get());
        if (known != by_session_.end() && known->second.session.lock() == session)
            return *known->second.roles;
    }
    const std::unique_lock lock(mutex_);
    auto& roles = by_roles_[roles_key(*session)];
    if (!roles) {
        roles = std::make_unique<SameRoles>();
        roles->session = session;
    }
    if (by_session_.size() >= most_sessions) by_session_.clear();
    by_session_[session.get()] = {session, roles.get()};
    return *roles;
}

const TableAccess& AccessCache::find(const Snapshot& snapshot,
                                     const std::shared_ptr<const Session>& session,
                                     const model::Table& table) const {
    auto& roles = roles_of(session);
    {
        const std::shared_lock lock(roles.mutex);
        if (const auto found = roles.tables.find(&table); found != roles.tables.end())
            return *found->second;
    }
    const std::unique_lock lock(roles.mutex);
    auto& access = roles.tables[&table];
    if (!access) access = std::make_unique<TableAccess>(snapshot, roles.session, table);
    return *access;
}

}  // namespace stead::record
