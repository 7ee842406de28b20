#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/exchange.h"
#include "record/session.h"

namespace stead::record {
class Store;
}

namespace stead::plugin {

class OauthTokens;

// Who makes a request, and how he showed it.
struct Caller {
    enum class Means { nobody, password, bearer, api_key, cookie };
    std::shared_ptr<const record::Session> session;  // never null: a guest when nobody is signed in
    Means means = Means::nobody;
    std::string user_token;  // g_ck of the browser session; "" without one
    bool limited = false;    // a token or key that reaches only the APIs of its `scope`
    std::string scope;       // names of sys_auth_scope, separated by blanks

    std::string go_first;  // of sign_in: nobody is signed in before he was on this page

    bool signed_in() const { return means != Means::nobody; }
};

// Tells who calls, for every door that speaks HTTP: Basic, Bearer, API key or session cookie
// (rest-api.md §1.3). Only SHA-256 of tokens is stored. One object, shared by all workers.
class Callers {
public:
    explicit Callers(record::Store& store);
    ~Callers();
    Callers(const Callers&) = delete;
    Callers& operator=(const Callers&) = delete;

    // Throws Error(unauthenticated) for wrong credentials, for a cookie that changes something
    // without the right X-UserToken (the fresh one is then in X-UserToken-Response), and, unless
    // guests are welcome, for nobody at all. Sets the session cookies of a caller who has none yet.
    enum class Guests { refused, welcome };
    Caller identify(http::Exchange& exchange, record::Door door, Guests guests = Guests::refused);

    // Checks name and password and starts a browser session that survives a restart of the server.
    // Throws Error(unauthenticated) with one sentence for every reason.
    Caller sign_in(http::Exchange& exchange, std::string_view user_name, std::string_view password);
    void sign_out(http::Exchange& exchange);

    // Name and password, checked for a door of its own; null when they are wrong.
    // Both throw Error(too_many), with Retry-After set, when too many attempts from the caller's
    // address have failed of late (stead.sign_in.max_failures_per_address).
    std::shared_ptr<const record::Session> check_password(http::Exchange& exchange,
                                                          std::string_view user_name,
                                                          std::string_view password,
                                                          record::Door door);
    void check_attempts(http::Exchange& exchange);
    void note_failure(const http::Request& request);

    OauthTokens& tokens();

    // Whose request this is, for sharing the workers fairly: the person whose credentials were
    // right a moment ago, else the address. Quick; asks no database.
    std::string lane(const http::Request& request) const;

private:
    struct Parts;
    Caller recognise(http::Exchange& exchange, record::Door door);
    Caller by_password(http::Exchange& exchange, std::string_view authorization, record::Door door);
    Caller by_bearer(std::string_view token, record::Door door);
    Caller by_api_key(http::Exchange& exchange, std::string_view key, record::Door door);
    Caller by_cookie(http::Exchange& exchange, record::Door door);

    record::Store& store_;
    std::unique_ptr<Parts> parts_;
};

}  // namespace stead::plugin
