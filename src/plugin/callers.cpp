#include "plugin/callers.h"

#include <algorithm>
#include <mutex>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "http/basic_auth.h"
#include "http/cookies.h"
#include "plugin/browser_sessions.h"
#include "record/sessions.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

using base::Error;
using base::Status;
using record::Door;

constexpr std::string_view session_cookie = "JSESSIONID";
constexpr auto trust_password_for = std::chrono::minutes(10);

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

}  // namespace

// Beside the browser sessions: passwords that were right a moment ago. Checking one takes 35 ms on
// purpose; a client that sends it with every request must not pay that every time.
struct Callers::Sessions {
    explicit Sessions(record::Store& store) : browser(store) {}

    struct Trusted {
        std::string user_id;
        std::string token;  // of the session that a client without cookies is offered each time
        base::Time until;
    };
    BrowserSessions browser;
    std::mutex mutex;
    base::TextMap<Trusted> trusted;  // by SHA-256 of the header

    std::optional<Trusted> find(const std::string& key, base::Time now) {
        const std::lock_guard lock(mutex);
        const auto found = trusted.find(key);
        if (found == trusted.end() || found->second.until <= now) return {};
        return found->second;
    }
    void trust(const std::string& key, Trusted who) {
        const std::lock_guard lock(mutex);
        if (trusted.size() > 10'000) trusted.clear();
        trusted[key] = std::move(who);
    }
    void forget_all() {
        const std::lock_guard lock(mutex);
        trusted.clear();
    }
};

namespace {

// A change that can make a known password or session wrong.
bool concerns_sign_in(const record::Change& change) {
    for (const auto& field : change.fields)
        if (field == "user_password" || field == "active" || field == "locked_out" ||
            field == "user_name")
            return true;
    return false;
}

// Whoever knew the old password must not stay signed in.
bool changes_password(const record::Change& change) {
    return std::find(change.fields.begin(), change.fields.end(), "user_password") !=
           change.fields.end();
}

}  // namespace

Callers::Callers(record::Store& store)
    : store_(store), sessions_(std::make_unique<Sessions>(store)) {
    store_.listen([this](const std::vector<record::Change>& changes) {
        for (const auto& change : changes) {
            if (concerns_sign_in(change)) sessions_->forget_all();
            if (changes_password(change)) sessions_->browser.end_all_of(change.sys_id, "password");
        }
    });
}

Callers::~Callers() = default;

Caller Callers::identify(http::Exchange& exchange, Door door, Guests guests) {
    const auto& headers = exchange.request.headers;
    Caller caller;
    if (const auto authorization = headers.get("Authorization"); !authorization.empty())
        caller = by_authorization(exchange, authorization, door);
    else if (http::cookie(exchange.request, session_cookie))
        caller = by_cookie(exchange, door);
    if (caller.session) return caller;
    if (guests == Guests::refused) refuse();
    caller.session = record::guest_session(store_, door);
    caller.means = Caller::Means::nobody;
    return caller;
}

Caller Callers::by_authorization(http::Exchange& exchange, std::string_view authorization,
                                 Door door) {
    const auto credentials = http::basic_credentials(authorization);
    if (!credentials) refuse();
    const std::string key = base::sha256_hex(authorization);
    const auto now = store_.clock().now();
    auto known = sessions_->find(key, now);
    auto session = known ? record::load_session(store_, known->user_id, door) : nullptr;
    if (!session) {
        session = record::sign_in(store_, credentials->user, credentials->password, door);
        if (!session) refuse();
        known = {session->user_id, sessions_->browser.start_in_memory(session->user_id),
                 now + trust_password_for};
        sessions_->trust(key, *known);
    }
    Caller caller{session, Caller::Means::password, {}};
    if (!http::cookie(exchange.request, session_cookie))
        add_session_cookies(exchange, known->token);
    return caller;
}

Caller Callers::by_cookie(http::Exchange& exchange, Door door) {
    const std::string token = *http::cookie(exchange.request, session_cookie);
    const auto user_id = sessions_->browser.user_of(token);
    Caller caller;
    if (!user_id) return caller;
    caller.session = record::load_session(store_, *user_id, door);
    if (!caller.session) return caller;
    caller.means = Caller::Means::cookie;
    caller.user_token = BrowserSessions::user_token(token);
    if (changes_something(exchange.request.method) &&
        !base::equals_in_constant_time(exchange.request.headers.get("X-UserToken"),
                                       caller.user_token)) {
        exchange.response.headers.set("X-UserToken-Response", caller.user_token);
        refuse();
    }
    return caller;
}

Caller Callers::sign_in(http::Exchange& exchange, std::string_view user_name,
                        std::string_view password) {
    const auto session = record::sign_in(store_, user_name, password, Door::ui);
    if (!session)
        throw Error(Status::unauthenticated,
                    "User name or password is wrong, or the account is locked");
    const std::string token = sessions_->browser.start(
        session->user_id,
        {exchange.request.peer, std::string(exchange.request.headers.get("User-Agent"))});
    add_session_cookies(exchange, token);
    return {session, Caller::Means::cookie, BrowserSessions::user_token(token)};
}

void Callers::sign_out(http::Exchange& exchange) {
    const auto token = http::cookie(exchange.request, session_cookie);
    if (token) sessions_->browser.end(*token, "logout");
    http::Cookie gone;
    gone.name = session_cookie;
    gone.max_age = std::chrono::seconds(0);
    exchange.response.headers.add("Set-Cookie", http::set_cookie(gone));
}

}  // namespace stead::plugin
