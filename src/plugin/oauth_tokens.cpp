#include "plugin/oauth_tokens.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/ids.h"
#include "base/secrets.h"
#include "record/class_sql.h"
#include "record/lookup.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

using record::Record;
using record::Unit;

constexpr std::string_view table_name = "oauth_credential";
constexpr std::string_view client_table = "oauth_entity";
constexpr auto code_life = std::chrono::seconds(60);
constexpr auto between_notes = std::chrono::minutes(10);

struct Wish {
    std::string_view type;
    std::string peer, user, scope;
    std::chrono::seconds life;
};

std::string token_of(Unit& unit, const Record& row) {
    return unit.store().secrets().derive("oauth token " + row.sys_id());
}

bool is_alive(const Unit& unit, const Record& row) {
    const auto expires = base::parse_utc(row.get("expires"));
    return !row.is_true("revoked") && expires && *expires > unit.now();
}

Record make(Unit& unit, const Wish& wish, const std::string& refresh_row = {}) {
    Record row(unit.dictionary().get(table_name));
    row.set("sys_id", base::new_sys_id(unit.now()));
    row.set("name", std::string(wish.type));
    row.set("type", std::string(wish.type));
    row.set("peer", wish.peer);
    row.set("user", wish.user);
    row.set("scopes", wish.scope);
    row.set("expires", base::format_utc(unit.now() + wish.life));
    row.set("refresh_token", refresh_row);
    row.set("revoked", "0");
    row.set("token_hash", base::sha256_hex(token_of(unit, row)));
    insert_raw(unit, row);
    return row;
}

// One that is still valid and that can be worked out with the present key.
std::optional<Record> alive(Unit& unit, const Wish& wish, const std::string& refresh_row = {}) {
    auto rows = unit.query(table_name, "revoked=false^type=" + std::string(wish.type) +
                                           "^peer=" + wish.peer + "^user=" + wish.user +
                                           "^ORDERBYDESCexpires");
    for (auto& row : rows) {
        auto whole = load(unit, row.table(), row.sys_id());  // with its hash
        if (!whole || !is_alive(unit, *whole) || whole->get("scopes") != wish.scope) continue;
        if (!refresh_row.empty() && whole->get("refresh_token") != refresh_row) continue;
        if (base::sha256_hex(token_of(unit, *whole)) == whole->get("token_hash")) return whole;
    }
    return {};
}

Record alive_or_new(Unit& unit, const Wish& wish, const std::string& refresh_row = {}) {
    if (auto row = alive(unit, wish, refresh_row)) return *std::move(row);
    return make(unit, wish, refresh_row);
}

TokenPair pair_of(Unit& unit, const Record& access) {
    const auto expires = base::parse_utc(access.get("expires")).value_or(unit.now());
    return {token_of(unit, access),
            {},
            access.get("scopes"),
            std::chrono::floor<std::chrono::seconds>(expires - unit.now()).count()};
}

std::optional<Record> row_of(Unit& unit, std::string_view token, std::string_view type) {
    const auto* table = unit.dictionary().find(table_name);
    if (!table || token.empty()) return {};
    auto row = load(unit, *table, find_sys_id(unit, *table, "token_hash", base::sha256_hex(token)));
    if (!row || (!type.empty() && row->get("type") != type)) return {};
    return row;
}

// Where it is needed: no rules, no update time.
void set_revoked(Unit& unit, std::string_view column, const std::string& value) {
    const auto& dialect = unit.connection().dialect();
    unit.connection().run("UPDATE " + dialect.quote(table_name) + " SET \"revoked\" = 1 WHERE " +
                              dialect.quote(column) + " = " + dialect.placeholder(1),
                          {value});
}

bool has_active_client(Unit& unit, const Record& row) {
    const auto client = unit.find(client_table, row.get("peer"));
    return client && client->is_true("active");
}

}  // namespace

std::optional<TokenGrant> OauthTokens::recent(std::string_view access_token) const {
    const auto known = known_.find(base::sha256_hex(access_token));
    return known ? std::optional(known->grant) : std::nullopt;
}

std::optional<TokenGrant> OauthTokens::find(std::string_view access_token) {
    const std::string hash = base::sha256_hex(access_token);
    const auto now = store_.clock().now();
    const auto ticket = known_.ticket();
    auto known = known_.find(hash);
    if (!known)
        store_.read(record::system_session(), [&](Unit& unit) {
            const auto row = row_of(unit, access_token, "access_token");
            if (!row || !is_alive(unit, *row) || !has_active_client(unit, *row)) return;
            known = Known{{row->get("user"), row->get("scopes"),
                           base::parse_utc(row->get("expires")).value_or(base::Time())},
                          base::parse_utc(row->get("last_used")).value_or(base::Time())};
        });
    if (!known || known->grant.expires <= now) return {};
    if (now - known->noted > between_notes) {
        known->noted = now;
        note_use(hash);
    }
    known_.keep(ticket, hash, *known);
    return known->grant;
}

void OauthTokens::note_use(const std::string& hash) {
    store_.write(record::system_session(), [&](Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run("UPDATE " + dialect.quote(table_name) +
                                  " SET \"last_used\" = " + dialect.placeholder(1) +
                                  " WHERE \"token_hash\" = " + dialect.placeholder(2),
                              {base::format_utc(unit.now()), hash});
    });
}

TokenPair OauthTokens::issue(const OauthClient& client, const std::string& user_id,
                             const std::string& scope, Refresh refresh) {
    TokenPair pair;
    store_.write(record::system_session(), [&](Unit& unit) {
        const Wish access{"access_token", client.sys_id, user_id, scope, client.access_life};
        if (refresh == Refresh::none) {
            pair = pair_of(unit, alive_or_new(unit, access));
            return;
        }
        const Wish renewal{"refresh_token", client.sys_id, user_id, scope, client.refresh_life};
        const Record row = alive_or_new(unit, renewal);
        pair = pair_of(unit, alive_or_new(unit, access, row.sys_id()));
        pair.refresh_token = token_of(unit, row);
    });
    return pair;
}

std::optional<TokenPair> OauthTokens::refresh(const OauthClient& client,
                                              std::string_view refresh_token) {
    std::optional<TokenPair> pair;
    store_.write(record::system_session(), [&](Unit& unit) {
        const auto row = row_of(unit, refresh_token, "refresh_token");
        if (!row || !is_alive(unit, *row) || row->get("peer") != client.sys_id) return;
        const Wish access{"access_token", client.sys_id, row->get("user"), row->get("scopes"),
                          client.access_life};
        pair = pair_of(unit, alive_or_new(unit, access, row->sys_id()));
        pair->refresh_token = refresh_token;
    });
    return pair;
}

std::string OauthTokens::issue_code(const Authorisation& authorisation) {
    const std::string code = base::random_hex(32);
    store_.write(record::system_session(), [&](Unit& unit) {
        Record row(unit.dictionary().get(table_name));
        row.set("name", "auth_code");
        row.set("type", "auth_code");
        row.set("peer", authorisation.client_id);
        row.set("user", authorisation.user_id);
        row.set("scopes", authorisation.scope);
        row.set("redirect_url", authorisation.redirect_url);
        row.set("code_challenge", authorisation.code_challenge);
        row.set("code_challenge_method", authorisation.code_challenge.empty() ? "" : "S256");
        row.set("expires", base::format_utc(unit.now() + code_life));
        row.set("token_hash", base::sha256_hex(code));
        row.set("revoked", "0");
        insert_raw(unit, row);
    });
    return code;
}

std::optional<Authorisation> OauthTokens::take_code(std::string_view code) {
    std::optional<Authorisation> taken;
    bool reused = false;
    store_.write(record::system_session(), [&](Unit& unit) {
        const auto row = row_of(unit, code, "auth_code");
        if (!row) return;
        if (row->is_true("revoked")) {
            reused = true;
            for (const auto& token :
                 unit.query(table_name, "type!=auth_code^peer=" + row->get("peer") +
                                            "^user=" + row->get("user")))
                set_revoked(unit, "sys_id", token.sys_id());
            return;
        }
        set_revoked(unit, "sys_id", row->sys_id());
        if (is_alive(unit, *row))
            taken = Authorisation{row->get("peer"), row->get("user"), row->get("scopes"),
                                  row->get("redirect_url"), row->get("code_challenge")};
    });
    if (reused) known_.clear();
    return taken;
}

void OauthTokens::revoke(std::string_view token) {
    store_.write(record::system_session(), [&](Unit& unit) {
        const auto row = row_of(unit, token, {});
        if (!row) return;
        set_revoked(unit, "sys_id", row->sys_id());
        set_revoked(unit, "refresh_token", row->sys_id());
    });
    known_.clear();
}

void OauthTokens::revoke_all_of(const std::string& user_id) {
    store_.write(record::system_session(), [&](Unit& unit) {
        if (unit.dictionary().find(table_name)) set_revoked(unit, "user", user_id);
    });
    known_.clear();
}

void OauthTokens::changed(const std::vector<record::Change>& changes) {
    if (std::any_of(changes.begin(), changes.end(), [](const auto& change) {
            return change.table == table_name || change.table == client_table;
        }))
        known_.clear();
}

}  // namespace stead::plugin
