#include "plugin/browser_sessions.h"

#include "base/date_time.h"
#include "base/ids.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

constexpr std::size_t max_known = 20'000;
constexpr std::size_t token_bytes = 32;

}  // namespace

std::chrono::minutes BrowserSessions::life() const {
    const auto minutes =
        base::to_integer(store_.snapshot()->property("glide.ui.session_timeout", "480"));
    return std::chrono::minutes(minutes.value_or(480));
}

std::string BrowserSessions::user_token(std::string_view token) {
    return base::sha256_hex("user token of " + std::string(token));
}

void BrowserSessions::remember(const std::string& hash, Known known) {
    const std::lock_guard lock(mutex_);
    if (known_.size() >= max_known)
        known_.clear();  // rows are found again; the others sign in again
    known_[hash] = std::move(known);
}

std::string BrowserSessions::start(const std::string& user_id, const Origin& origin) {
    std::string token = base::random_hex(token_bytes);
    const std::string hash = base::sha256_hex(token);
    const auto expires = store_.clock().now() + life();
    store_.write(record::system_session(), [&](record::Unit& unit) {
        record::Record row(unit.dictionary().get("sys_user_session"));
        row.set("user", user_id);
        row.set("token_hash", hash);
        row.set("last_accessed", base::format_utc(unit.now()));
        row.set("expires", base::format_utc(expires));
        row.set("client_ip", origin.client_ip);
        row.set("user_agent",
                std::string(base::truncate_utf8(base::clean_utf8(origin.user_agent), 255)));
        insert_raw(unit, row);
    });
    remember(hash, {user_id, expires});
    return token;
}

std::string BrowserSessions::start_in_memory(const std::string& user_id) {
    std::string token = base::random_hex(token_bytes);
    remember(base::sha256_hex(token), {user_id, store_.clock().now() + life()});
    return token;
}

std::optional<std::string> BrowserSessions::user_of(std::string_view token) {
    const std::string hash = base::sha256_hex(token);
    const auto now = store_.clock().now();
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = known_.find(hash); found != known_.end())
            return found->second.expires > now ? std::optional(found->second.user_id)
                                               : std::nullopt;
    }
    auto row = find_row(hash);
    if (!row || row->expires <= now) return {};
    remember(hash, *row);
    return row->user_id;
}

std::optional<BrowserSessions::Known> BrowserSessions::find_row(const std::string& hash) {
    std::optional<Known> known;
    store_.read(record::system_session(), [&](record::Unit& unit) {
        if (!unit.dictionary().find("sys_user_session")) return;
        auto& statement = unit.connection().prepare(
            "SELECT \"user\", \"expires\" FROM \"sys_user_session\" WHERE \"ended\" IS NULL AND "
            "\"token_hash\" = " +
            unit.connection().dialect().placeholder(1));
        statement.bind(1, std::string_view(hash));
        if (!statement.step()) return;
        const auto expires = base::parse_utc(statement.text(1));
        if (expires) known = Known{std::string(statement.text(0)), *expires};
        statement.reset();
    });
    return known;
}

void BrowserSessions::end(std::string_view token, std::string_view reason) {
    const std::string hash = base::sha256_hex(token);
    {
        const std::lock_guard lock(mutex_);
        known_.erase(hash);
    }
    store_.write(record::system_session(), [&](record::Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run(
            "UPDATE \"sys_user_session\" SET \"ended\" = " + dialect.placeholder(1) +
                ", \"end_reason\" = " + dialect.placeholder(2) +
                " WHERE \"token_hash\" = " + dialect.placeholder(3),
            {base::format_utc(unit.now()), std::string(reason), hash});
    });
}

void BrowserSessions::end_all_of(const std::string& user_id, std::string_view reason) {
    {
        const std::lock_guard lock(mutex_);
        std::erase_if(known_, [&](const auto& each) { return each.second.user_id == user_id; });
    }
    store_.write(record::system_session(), [&](record::Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run(
            "UPDATE \"sys_user_session\" SET \"ended\" = " + dialect.placeholder(1) +
                ", \"end_reason\" = " + dialect.placeholder(2) +
                " WHERE \"ended\" IS NULL AND \"user\" = " + dialect.placeholder(3),
            {base::format_utc(unit.now()), std::string(reason), user_id});
    });
}

}  // namespace stead::plugin
