#include "record/session_cache.h"

#include <algorithm>
#include <array>

#include "model/dictionary.h"
#include "record/store.h"

namespace stead::record {

namespace {

constexpr std::size_t most = 20000;
constexpr std::array role_tables = {"sys_user_role",      "sys_user_role_contains",
                                    "sys_user_group",     "sys_user_grmember",
                                    "sys_group_has_role", "sys_user_has_role"};

std::string key(std::string_view user_sys_id, Door door) {
    return std::to_string(static_cast<int>(door)) + ":" + std::string(user_sys_id);
}

bool is_one_of_role_tables(const model::Table& table) {
    return std::any_of(role_tables.begin(), role_tables.end(),
                       [&](const char* name) { return table.is_a(name); });
}

}  // namespace

std::uint64_t SessionCache::ticket() const {
    const std::lock_guard lock(mutex_);
    return ticket_;
}

std::shared_ptr<const Session> SessionCache::find(std::string_view user_sys_id, Door door) const {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(key(user_sys_id, door));
    return found == sessions_.end() ? nullptr : found->second;
}

void SessionCache::keep(std::uint64_t ticket, const std::shared_ptr<const Session>& session) {
    const std::lock_guard lock(mutex_);
    if (ticket != ticket_) return;
    if (sessions_.size() >= most) sessions_.clear();
    sessions_[key(session->user_id, session->door)] = session;
}

void SessionCache::changed(const std::vector<Change>& changes,
                           const model::Dictionary& dictionary) {
    for (const auto& change : changes) {
        const auto* table = dictionary.find(change.table);
        if (!table) continue;
        const bool user = table->is_a("sys_user");
        if (!user && !is_one_of_role_tables(*table)) continue;
        const std::lock_guard lock(mutex_);
        ++ticket_;
        if (!user) {
            sessions_.clear();
            continue;
        }
        const std::string suffix = ":" + change.sys_id;
        std::erase_if(sessions_, [&](const auto& entry) { return entry.first.ends_with(suffix); });
    }
}

}  // namespace stead::record
