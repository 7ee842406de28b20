#include "plugin/browser_sessions.h"

#include <algorithm>

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
constexpr auto between_notes = std::chrono::minutes(1);
constexpr std::string_view browser_life = "glide.ui.active.session.life_span";
constexpr std::string_view client_life = "glide.integrations.active.session.life_span";

}  // namespace

std::chrono::minutes BrowserSessions::timeout() const {
    const auto minutes =
        base::to_integer(store_.snapshot()->property("glide.ui.session_timeout", "30"));
    return std::chrono::minutes(std::max<std::int64_t>(1, minutes.value_or(30)));
}

base::Time BrowserSessions::last_end(std::string_view property, base::Time begin) const {
    const auto minutes = base::to_integer(store_.snapshot()->property(property)).value_or(0);
    return minutes > 0 ? begin + std::chrono::minutes(minutes) : base::Time::max();
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
    const auto now = store_.clock().now();
    const auto expires = now + timeout();
    store_.write(record::system_session(), [&](record::Unit& unit) {
        record::Record row(unit.dictionary().get("sys_user_session"));
        row.set("user", user_id);
        row.set("token_hash", hash);
        row.set("last_accessed", base::format_utc(now));
        row.set("expires", base::format_utc(expires));
        row.set("client_ip", origin.client_ip);
        row.set("user_agent",
                std::string(base::truncate_utf8(base::clean_utf8(origin.user_agent), 255)));
        insert_raw(unit, row);
    });
    remember(hash, {user_id, expires, last_end(browser_life, now), now});
    return token;
}

std::string BrowserSessions::start_in_memory(const std::string& user_id) {
    std::string token = base::random_hex(token_bytes);
    const auto now = store_.clock().now();
    remember(base::sha256_hex(token),
             {user_id, now + timeout(), last_end(client_life, now), base::Time::max()});
    return token;
}

std::optional<BrowserSessions::Known> BrowserSessions::find_known(const std::string& hash) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(hash);
    return found == known_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> BrowserSessions::user_of(std::string_view token) {
    const std::string hash = base::sha256_hex(token);
    const auto now = store_.clock().now();
    auto session = find_known(hash);
    if (!session) session = find_row(hash);
    if (!session || session->expires <= now || session->last_end <= now) return {};
    prolong(hash, *session);
    return session->user_id;
}

std::optional<std::string> BrowserSessions::recent_user_of(std::string_view token) const {
    const auto session = find_known(base::sha256_hex(token));
    return session ? std::optional(session->user_id) : std::nullopt;
}

// The row follows once a minute: a restart then ends no session that is in use.
void BrowserSessions::prolong(const std::string& hash, Known known) {
    const auto now = store_.clock().now();
    known.expires = std::min(now + timeout(), known.last_end);
    const bool note = now - known.noted >= between_notes && known.noted != base::Time::max();
    if (note) known.noted = now;
    {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find(hash);
        if (found != known_.end()) found->second = known;
    }
    if (!note) return;
    store_.write(record::system_session(), [&](record::Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run(
            "UPDATE \"sys_user_session\" SET \"last_accessed\" = " + dialect.placeholder(1) +
                ", \"expires\" = " + dialect.placeholder(2) +
                " WHERE \"ended\" IS NULL AND \"token_hash\" = " + dialect.placeholder(3),
            {base::format_utc(now), base::format_utc(known.expires), hash});
    });
}

std::optional<BrowserSessions::Known> BrowserSessions::find_row(const std::string& hash) {
    std::optional<Known> known;
    store_.read(record::system_session(), [&](record::Unit& unit) {
        if (!unit.dictionary().find("sys_user_session")) return;
        auto& statement = unit.connection().prepare(
            "SELECT \"user\", \"expires\", \"sys_created_on\", \"last_accessed\" FROM "
            "\"sys_user_session\" WHERE \"ended\" IS NULL AND \"token_hash\" = " +
            unit.connection().dialect().placeholder(1));
        statement.bind(1, std::string_view(hash));
        if (!statement.step()) return;
        const auto expires = base::parse_utc(statement.text(1));
        const auto began = base::parse_utc(statement.text(2)).value_or(unit.now());
        const auto noted = base::parse_utc(statement.text(3)).value_or(began);
        if (expires)
            known = Known{std::string(statement.text(0)), *expires, last_end(browser_life, began),
                          noted};
        statement.reset();
    });
    if (known) remember(hash, *known);
    return known;
}

void BrowserSessions::end(std::string_view token, std::string_view reason) {
    const std::string hash = base::sha256_hex(token);
    store_.write(record::system_session(), [&](record::Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run(
            "UPDATE \"sys_user_session\" SET \"ended\" = " + dialect.placeholder(1) +
                ", \"end_reason\" = " + dialect.placeholder(2) +
                " WHERE \"token_hash\" = " + dialect.placeholder(3),
            {base::format_utc(unit.now()), std::string(reason), hash});
    });
    const std::lock_guard lock(mutex_);  // last, so that nobody reads the row in between
    known_.erase(hash);
}

void BrowserSessions::end_all_of(const std::string& user_id, std::string_view reason) {
    store_.write(record::system_session(), [&](record::Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run(
            "UPDATE \"sys_user_session\" SET \"ended\" = " + dialect.placeholder(1) +
                ", \"end_reason\" = " + dialect.placeholder(2) +
                " WHERE \"ended\" IS NULL AND \"user\" = " + dialect.placeholder(3),
            {base::format_utc(unit.now()), std::string(reason), user_id});
    });
    const std::lock_guard lock(mutex_);
    std::erase_if(known_, [&](const auto& each) { return each.second.user_id == user_id; });
}

// An administrator ended or removed sessions: those with a row are read again.
void BrowserSessions::changed(const std::vector<record::Change>& changes) {
    if (std::none_of(changes.begin(), changes.end(),
                     [](const auto& change) { return change.table == "sys_user_session"; }))
        return;
    const std::lock_guard lock(mutex_);
    std::erase_if(known_, [](const auto& each) { return each.second.noted != base::Time::max(); });
}

}  // namespace stead::plugin
