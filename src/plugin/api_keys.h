#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "plugin/token_cache.h"

namespace stead::record {
class Store;
struct Change;
}  // namespace stead::record

namespace stead::plugin {

// What an API key stands for (configure-api-key.md).
struct ApiKey {
    std::string user_id;
    std::string scope;     // name of the sys_auth_scope; "" = no limit
    std::string networks;  // from which it may be used; "" = any
    std::optional<base::Time> expires;
};

// Active rows of sys_api_key by the key that a caller shows; only its SHA-256 is stored.
class ApiKeys {
public:
    explicit ApiKeys(record::Store& store) : store_(store) {}

    // Nothing for keys that are unknown, expired, or shown from elsewhere than allowed.
    std::optional<ApiKey> find(std::string_view token, std::string_view address);
    std::optional<ApiKey> recent(std::string_view token) const;  // asks no database

    void changed(const std::vector<record::Change>& changes);  // called with every commit

private:
    struct Known {
        ApiKey key;
        base::Time noted;  // in the row, as its last use
    };
    void note_use(const std::string& hash);

    record::Store& store_;
    TokenCache<Known> known_;
};

}  // namespace stead::plugin
