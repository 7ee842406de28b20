#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/text.h"

namespace stead::record {
class Store;
struct Change;
}  // namespace stead::record

namespace stead::plugin {

// Sessions of browsers and of clients that keep cookies. Those of people who signed in on a page
// are rows of sys_user_session; those that a client gets beside its password live in memory only.
// A session ends when nobody has called for glide.ui.session_timeout, and in any case after
// glide.ui.active.session.life_span (of a client: glide.integrations.active.session.life_span).
class BrowserSessions {
public:
    explicit BrowserSessions(record::Store& store) : store_(store) {}

    struct Origin {
        std::string client_ip, user_agent;
    };
    // Both give a token; `start` writes a row.
    std::string start(const std::string& user_id, const Origin& origin);
    std::string start_in_memory(const std::string& user_id);
    // sys_id, and the session lives on from now; none when it is unknown or has ended.
    std::optional<std::string> user_of(std::string_view token);
    // The same for a session that was asked for before; asks no database, prolongs nothing.
    std::optional<std::string> recent_user_of(std::string_view token) const;
    void end(std::string_view token, std::string_view reason);
    void end_all_of(const std::string& user_id, std::string_view reason);

    void changed(const std::vector<record::Change>& changes);  // called with every commit

    // What a page must send with every change: known only to who knows the token.
    static std::string user_token(std::string_view token);

private:
    struct Known {
        std::string user_id;
        base::Time expires;
        base::Time last_end;  // it cannot be prolonged beyond
        base::Time noted;     // in the row, as the last call; far ahead for those without a row
    };
    std::optional<Known> find_known(const std::string& hash) const;
    std::optional<Known> find_row(const std::string& hash);
    std::chrono::minutes timeout() const;
    base::Time last_end(std::string_view property, base::Time begin) const;
    void remember(const std::string& hash, Known known);
    void prolong(const std::string& hash, Known known);

    record::Store& store_;
    mutable std::mutex mutex_;
    base::TextMap<Known> known_;  // by token hash
};

}  // namespace stead::plugin
