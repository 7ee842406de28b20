#include "plugin/callers.h"

#include <algorithm>
#include <mutex>

#include "base/error.h"
#include "base/ids.h"
#include "http/basic_auth.h"
#include "http/cookies.h"
#include "http/url.h"
#include "plugin/addresses.h"
#include "plugin/api_gate.h"
#include "plugin/api_keys.h"
#include "plugin/browser_sessions.h"
#include "plugin/impersonation.h"
#include "plugin/oauth_tokens.h"
#include "record/one_time_links.h"
#include "record/password_policy.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

using base::Error;
using base::Status;
using record::Door;

constexpr std::string_view session_cookie = "JSESSIONID";
constexpr std::string_view key_name = "x-sn-apikey";
constexpr auto trust_password_for = std::chrono::minutes(10);
constexpr auto attempts_window = std::chrono::minutes(10);

[[noreturn]] void refuse() {
    throw Error(Status::unauthenticated, "User Not Authenticated",
                "Required to provide Auth information");
}

bool changes_something(http::Method method) {
    return method != http::Method::get && method != http::Method::head &&
           method != http::Method::options;
}

void add_cookie(http::Exchange& exchange, std::string_view name, const std::string& value) {
    http::Cookie cookie;
    cookie.name = name;
    cookie.value = value;
    cookie.secure = exchange.request.is_tls;
    exchange.response.headers.add("Set-Cookie", http::set_cookie(cookie));
}

void add_session_cookies(http::Exchange& exchange, const std::string& token) {
    add_cookie(exchange, session_cookie, token);
    add_cookie(exchange, "glide_user_route", "glide.stead");
    add_cookie(exchange, "glide_session_store", base::sha256_hex("store " + token).substr(0, 32));
}

std::string api_key(const http::Request& request) {
    const auto header = request.headers.get(key_name);
    return std::string(header.empty() ? request.query.get(key_name) : header);
}

// A page's script sends the token as a header, a form as a field.
std::string sent_user_token(const http::Request& request) {
    const auto header = request.headers.get("X-UserToken");
    if (!header.empty()) return std::string(header);
    const auto type = request.headers.get("Content-Type");
    if (!type.starts_with("application/x-www-form-urlencoded")) return {};
    return std::string(http::Query::parse(request.body).get("sysparm_ck"));
}

bool is_allowed_basic(const record::Store& store, const record::Session& session) {
    return !store.snapshot()->property_is_true("stead.rest.basic_auth.needs_role") ||
           session.has_role("snc_basic_auth_api_access");
}

// Where somebody goes who knows his password but needs another one; "" when it may stay.
std::string page_before_sign_in(record::Store& store, const record::Session& session,
                                std::string_view password) {
    bool bad = false;
    store.read(record::system_session(), [&](record::Unit& unit) {
        const auto& snapshot = unit.snapshot();
        bad = unit.get("sys_user", session.user_id).is_true("password_needs_reset") ||
              (snapshot.property_is_true("glide.apply.password_policy.on_login") &&
               !record::password_policy(snapshot).flaw(password, session.user_name).empty());
    });
    std::string page;
    if (bad)
        store.write(record::system_session(), [&](record::Unit& unit) {
            page =
                "/password_reset/" + record::new_link(unit, session.user_id, record::password_reset,
                                                      std::chrono::hours(1));
        });
    return page;
}

// A change that can make a known password or session wrong.
bool concerns_sign_in(const record::Change& change) {
    for (const auto& field : change.fields)
        if (field == "user_password" || field == "active" || field == "locked_out" ||
            field == "user_name" || field == "password_needs_reset")
            return true;
    return false;
}

// Whoever knew the old password must not stay signed in.
bool changes_password(const record::Change& change) {
    return std::find(change.fields.begin(), change.fields.end(), "user_password") !=
           change.fields.end();
}

// Passwords that were right a moment ago. Checking one takes 35 ms on purpose; a client that sends
// it with every request must not pay that every time.
class TrustedPasswords {
public:
    struct Trusted {
        std::string user_id;
        std::string token;  // of the session that a client without cookies is offered each time
        base::Time until;
    };

    std::optional<Trusted> find(const std::string& key, base::Time now) const {
        const std::lock_guard lock(mutex_);
        const auto found = trusted_.find(key);
        if (found == trusted_.end() || found->second.until <= now) return {};
        return found->second;
    }
    void trust(const std::string& key, Trusted who) {
        const std::lock_guard lock(mutex_);
        if (trusted_.size() > 10'000) trusted_.clear();
        trusted_[key] = std::move(who);
    }
    void forget_all() {
        const std::lock_guard lock(mutex_);
        trusted_.clear();
    }

private:
    mutable std::mutex mutex_;
    base::TextMap<Trusted> trusted_;  // by SHA-256 of the header
};

}  // namespace

struct Callers::Parts {
    explicit Parts(record::Store& store)
        : browser(store), tokens(store), keys(store), impersonation(store), gate(store) {}

    BrowserSessions browser;
    OauthTokens tokens;
    ApiKeys keys;
    Impersonation impersonation;
    ApiGate gate;
    TrustedPasswords passwords;
    WindowedCounts failures{attempts_window};  // by address
};

Callers::Callers(record::Store& store) : store_(store), parts_(std::make_unique<Parts>(store)) {
    store_.listen([this](const std::vector<record::Change>& changes) {
        parts_->tokens.changed(changes);
        parts_->keys.changed(changes);
        parts_->browser.changed(changes);
        for (const auto& change : changes) {
            if (concerns_sign_in(change)) parts_->passwords.forget_all();
            if (!changes_password(change)) continue;
            parts_->browser.end_all_of(change.sys_id, "password");
            parts_->tokens.revoke_all_of(change.sys_id);
        }
    });
}

Callers::~Callers() = default;

OauthTokens& Callers::tokens() {
    return parts_->tokens;
}

Caller Callers::identify(http::Exchange& exchange, Door door, Guests guests) {
    exchange.response.headers.set("X-Is-Logged-In", "false");
    Caller caller = recognise(exchange, door);
    if (!caller.session && guests == Guests::refused) refuse();
    if (!caller.session) caller.session = record::guest_session(store_, door);
    if (caller.signed_in()) exchange.response.headers.set("X-Is-Logged-In", "true");
    const auto wanted = exchange.request.headers.get("X-Sn-Impersonate");
    if (!wanted.empty()) caller.session = parts_->impersonation.act_as(*caller.session, wanted);
    parts_->gate.admit(exchange, caller);
    return caller;
}

Caller Callers::recognise(http::Exchange& exchange, Door door) {
    const auto& request = exchange.request;
    const auto authorization = request.headers.get("Authorization");
    if (const auto token = http::bearer_token(authorization); !token.empty())
        return by_bearer(token, door);
    if (!authorization.empty()) return by_password(exchange, authorization, door);
    if (const auto key = api_key(request); !key.empty()) return by_api_key(exchange, key, door);
    if (http::cookie(request, session_cookie)) return by_cookie(exchange, door);
    return {};
}

void Callers::check_attempts(http::Exchange& exchange) {
    const auto now = store_.clock().now();
    const auto most = base::to_integer(
        store_.snapshot()->property("stead.sign_in.max_failures_per_address", "100"));
    const auto& peer = exchange.request.peer;
    if (!parts_->failures.is_full(visitor_of(peer), most.value_or(100), now)) return;
    const auto wait = std::chrono::ceil<std::chrono::seconds>(parts_->failures.reset(now) - now);
    exchange.response.headers.set("Retry-After", std::to_string(wait.count()));
    throw Error(Status::too_many, "Too many failed attempts to sign in",
                "Wait a few minutes and try again");
}

void Callers::note_failure(const http::Request& request) {
    parts_->failures.take(visitor_of(request.peer), std::numeric_limits<std::int64_t>::max(),
                          store_.clock().now());
}

std::shared_ptr<const record::Session> Callers::check_password(http::Exchange& exchange,
                                                               std::string_view user_name,
                                                               std::string_view password,
                                                               Door door) {
    check_attempts(exchange);
    auto session = record::sign_in(store_, user_name, password, door);
    if (!session) note_failure(exchange.request);
    return session;
}

Caller Callers::by_password(http::Exchange& exchange, std::string_view authorization, Door door) {
    const auto credentials = http::basic_credentials(authorization);
    if (!credentials) refuse();
    const std::string key = base::sha256_hex(authorization);
    const auto now = store_.clock().now();
    auto known = parts_->passwords.find(key, now);
    auto session = known ? record::load_session(store_, known->user_id, door) : nullptr;
    if (!session) {
        // Who may call APIs but use no page is judged as a caller of APIs here.
        session = check_password(exchange, credentials->user, credentials->password, Door::rest);
        if (session && door != Door::rest)
            session = record::load_session(store_, session->user_id, door);
        if (!session || !is_allowed_basic(store_, *session)) refuse();
        known = {session->user_id, parts_->browser.start_in_memory(session->user_id),
                 now + trust_password_for};
        parts_->passwords.trust(key, *known);
    }
    if (!http::cookie(exchange.request, session_cookie))
        add_session_cookies(exchange, known->token);
    return {session, Caller::Means::password, {}, false, {}};
}

Caller Callers::by_bearer(std::string_view token, Door door) {
    const auto grant = parts_->tokens.find(token);
    auto session = grant ? record::load_session(store_, grant->user_id, door) : nullptr;
    if (!session) refuse();
    return {session, Caller::Means::bearer, {}, true, grant->scope};
}

Caller Callers::by_api_key(http::Exchange& exchange, std::string_view key, Door door) {
    const auto found = parts_->keys.find(key, exchange.request.peer);
    auto session = found ? record::load_session(store_, found->user_id, door) : nullptr;
    if (!session) refuse();
    return {session, Caller::Means::api_key, {}, !found->scope.empty(), found->scope};
}

Caller Callers::by_cookie(http::Exchange& exchange, Door door) {
    const std::string token = *http::cookie(exchange.request, session_cookie);
    const auto user_id = parts_->browser.user_of(token);
    auto session = user_id ? record::load_session(store_, *user_id, door) : nullptr;
    if (!session) return {};
    Caller caller{session, Caller::Means::cookie, BrowserSessions::user_token(token), false, {}};
    if (changes_something(exchange.request.method) &&
        !base::equals_in_constant_time(sent_user_token(exchange.request), caller.user_token)) {
        exchange.response.headers.set("X-UserToken-Response", caller.user_token);
        refuse();
    }
    return caller;
}

Caller Callers::sign_in(http::Exchange& exchange, std::string_view user_name,
                        std::string_view password) {
    const auto session = check_password(exchange, user_name, password, Door::ui);
    if (!session)
        throw Error(Status::unauthenticated,
                    "User name or password is wrong, or the account is locked");
    if (auto page = page_before_sign_in(store_, *session, password); !page.empty())
        return {
            record::guest_session(store_, Door::ui), Caller::Means::nobody, {}, false, {}, page};
    if (const auto old = http::cookie(exchange.request, session_cookie))
        parts_->browser.end(*old, "logout");
    const std::string token = parts_->browser.start(
        session->user_id,
        {exchange.request.peer, std::string(exchange.request.headers.get("User-Agent"))});
    add_session_cookies(exchange, token);
    return {session, Caller::Means::cookie, BrowserSessions::user_token(token), false, {}};
}

void Callers::sign_out(http::Exchange& exchange) {
    const auto token = http::cookie(exchange.request, session_cookie);
    if (token) parts_->browser.end(*token, "logout");
    http::Cookie gone;
    gone.name = session_cookie;
    gone.max_age = std::chrono::seconds(0);
    exchange.response.headers.add("Set-Cookie", http::set_cookie(gone));
}

std::string Callers::lane(const http::Request& request) const {
    const auto authorization = request.headers.get("Authorization");
    const auto now = store_.clock().now();
    if (const auto token = http::bearer_token(authorization); !token.empty()) {
        if (const auto grant = parts_->tokens.recent(token)) return grant->user_id;
    } else if (!authorization.empty()) {
        if (const auto known = parts_->passwords.find(base::sha256_hex(authorization), now))
            return known->user_id;
    } else if (const auto key = api_key(request); !key.empty()) {
        if (const auto known = parts_->keys.recent(key)) return known->user_id;
    } else if (const auto cookie = http::cookie(request, session_cookie)) {
        if (const auto user = parts_->browser.recent_user_of(*cookie)) return *user;
    }
    return visitor_of(request.peer);
}

}  // namespace stead::plugin
