#include "plugin/oauth_client.h"

#include <algorithm>

#include "base/password.h"
#include "base/text.h"
#include "record/class_sql.h"
#include "record/lookup.h"
#include "record/secret_fields.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

constexpr std::string_view table_name = "oauth_entity";

bool contains(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::chrono::seconds seconds(const record::Record& row, std::string_view field,
                             std::int64_t fallback) {
    return std::chrono::seconds(
        std::max<std::int64_t>(1, base::to_integer(row.get(field)).value_or(fallback)));
}

OauthClient client_of(record::Unit& unit, const record::Record& row) {
    OauthClient client;
    client.sys_id = row.sys_id();
    client.client_id = row.get("client_id");
    client.name = row.get("name");
    client.secret_hash = row.get("client_secret");
    client.is_public = row.is_true("public_client");
    client.redirect_urls = base::split_names(row.get("redirect_url"));
    client.grant_types = base::split_names(row.get("grant_types"));
    client.scopes = base::split_names(row.get("scopes"));
    client.default_user = row.get("default_user");
    client.user_field = row.get("user_field");
    client.jwt = {row.get("jwt_key"), record::secret_text(unit, row, "jwt_secret")};
    client.access_life = seconds(row, "access_token_lifespan", 1800);
    client.refresh_life = seconds(row, "refresh_token_lifespan", 8'640'000);
    return client;
}

}  // namespace

bool OauthClient::may_use(std::string_view grant_type) const {
    return contains(grant_types, grant_type);
}

bool OauthClient::has_redirect(std::string_view url) const {
    return !url.empty() && contains(redirect_urls, url);
}

std::optional<std::string> OauthClient::granted_scope(std::string_view asked) const {
    const auto names = base::split_names(asked, ' ');
    if (names.empty()) return scopes.empty() ? "useraccount" : scopes.front();
    const bool all = std::all_of(names.begin(), names.end(),
                                 [&](const auto& name) { return contains(scopes, name); });
    if (!all) return {};
    return base::join(names, " ");
}

bool OauthClient::is_secret_right(const std::optional<OauthClient>& client,
                                  std::string_view secret) {
    const bool has_secret = client && !client->secret_hash.empty();
    const bool right = base::verify_password(
        secret, has_secret ? client->secret_hash : base::dummy_password_hash());
    return right && has_secret;
}

std::optional<OauthClient> find_oauth_client(record::Store& store, std::string_view client_id) {
    std::optional<OauthClient> client;
    store.read(record::system_session(), [&](record::Unit& unit) {
        const auto* table = unit.dictionary().find(table_name);
        if (!table) return;
        const auto id = find_sys_id(unit, *table, "client_id", client_id);
        const auto row = load(unit, *table, id);  // with the hash of its secret
        if (row && row->is_true("active")) client = client_of(unit, *row);
    });
    return client;
}

}  // namespace stead::plugin
