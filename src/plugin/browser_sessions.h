#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/text.h"

namespace stead::record {
class Store;
}

namespace stead::plugin {

// Sessions of browsers and of clients that keep cookies. Those of people who signed in on a page
// are rows of sys_user_session; those that a client gets beside its password live in memory only.
class BrowserSessions {
public:
    explicit BrowserSessions(record::Store& store) : store_(store) {}

    struct Origin {
        std::string client_ip, user_agent;
    };
    std::string start(const std::string& user_id,
                      const Origin& origin);  // a token; a row is written
    std::string start_in_memory(const std::string& user_id);
    std::optional<std::string> user_of(
        std::string_view token);  // sys_id; none when unknown or expired
    void end(std::string_view token, std::string_view reason);
    void end_all_of(const std::string& user_id, std::string_view reason);

    // What a page must send with every change: known only to who knows the token.
    static std::string user_token(std::string_view token);

private:
    struct Known {
        std::string user_id;
        base::Time expires;
    };
    std::optional<Known> find_row(const std::string& hash);
    std::chrono::minutes life() const;
    void remember(const std::string& hash, Known known);

    record::Store& store_;
    std::mutex mutex_;
    base::TextMap<Known> known_;  // by token hash
};

}  // namespace stead::plugin
