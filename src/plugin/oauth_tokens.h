#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "plugin/oauth_client.h"
#include "plugin/token_cache.h"

namespace stead::record {
class Store;
class Unit;
struct Change;
}  // namespace stead::record

namespace stead::plugin {

// What an access token stands for.
struct TokenGrant {
    std::string user_id;
    std::string scope;  // names of sys_auth_scope, separated by blanks
    base::Time expires;
};

struct TokenPair {
    std::string access_token;
    std::string refresh_token;  // "" when the grant gives none
    std::string scope;
    std::int64_t expires_in = 0;  // seconds
};

// An authorisation that a person gave in the browser, until the client fetches its tokens.
struct Authorisation {
    std::string client_id;  // sys_id of the oauth_entity
    std::string user_id;
    std::string scope, redirect_url;
    std::string code_challenge;  // S256; "" without PKCE
};

// Tokens and codes: rows of oauth_credential. Only their SHA-256 is stored. A token is worked out
// from its row's id with the key file (Secrets::derive), so that a client which asks again within
// the token's life gets the same one although it is stored nowhere.
class OauthTokens {
public:
    explicit OauthTokens(record::Store& store) : store_(store) {}

    std::optional<TokenGrant> find(std::string_view access_token);
    // The grant if it was asked for a moment ago; asks no database.
    std::optional<TokenGrant> recent(std::string_view access_token) const;

    enum class Refresh { none, with };
    TokenPair issue(const OauthClient& client, const std::string& user_id, const std::string& scope,
                    Refresh refresh);
    // The access token of a refresh token, renewed when its time is over.
    std::optional<TokenPair> refresh(const OauthClient& client, std::string_view refresh_token);

    std::string issue_code(const Authorisation& authorisation);
    // What the code stands for, once. A second try also ends the tokens that the first one got.
    std::optional<Authorisation> take_code(std::string_view code);

    // Access and refresh tokens; a refresh token takes its access tokens along. Unknown: nothing.
    void revoke(std::string_view token);
    void revoke_all_of(const std::string& user_id);

    void changed(const std::vector<record::Change>& changes);  // called with every commit

private:
    void note_use(const std::string& hash);

    record::Store& store_;
    struct Known {
        TokenGrant grant;
        base::Time noted;  // in the row, as its last use
    };
    TokenCache<Known> known_;
};

}  // namespace stead::plugin
