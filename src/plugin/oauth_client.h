#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/jwt.h"

namespace stead::record {
class Store;
}

namespace stead::plugin {

// An active row of oauth_entity: an application that may ask for tokens (c_OAuthApplications.md).
struct OauthClient {
    std::string sys_id, client_id, name;
    std::string secret_hash;
    bool is_public = false;  // has no secret; only codes with PKCE
    std::vector<std::string> redirect_urls, grant_types, scopes;
    std::string default_user;  // sys_id: who acts in the client credentials grant
    std::string user_field;    // of sys_user, that a JWT's subject names
    base::JwtKeys jwt;
    std::chrono::seconds access_life, refresh_life;

    bool may_use(std::string_view grant_type) const;
    bool has_redirect(std::string_view url) const;  // letter by letter
    // What is granted for what was asked: "" asks for the client's first scope. Nothing when the
    // client may not have one of them.
    std::optional<std::string> granted_scope(std::string_view asked) const;
    // Takes the same time for a client that does not exist.
    static bool is_secret_right(const std::optional<OauthClient>& client, std::string_view secret);
};

std::optional<OauthClient> find_oauth_client(record::Store& store, std::string_view client_id);

}  // namespace stead::plugin
