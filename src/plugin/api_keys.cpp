#include "plugin/api_keys.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/ids.h"
#include "plugin/addresses.h"
#include "record/lookup.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

constexpr std::string_view table_name = "sys_api_key";
constexpr std::string_view scope_table = "sys_auth_scope";
constexpr auto between_notes = std::chrono::minutes(10);

std::string scope_name(record::Unit& unit, const record::Record& row) {
    const auto& id = row.get("auth_scope");
    const auto scope = id.empty() ? std::nullopt : unit.find(scope_table, id);
    return scope ? scope->get("name") : id;
}

}  // namespace

std::optional<ApiKey> ApiKeys::recent(std::string_view token) const {
    const auto known = known_.find(base::sha256_hex(token));
    return known ? std::optional(known->key) : std::nullopt;
}

std::optional<ApiKey> ApiKeys::find(std::string_view token, std::string_view address) {
    const std::string hash = base::sha256_hex(token);
    const auto now = store_.clock().now();
    const auto ticket = known_.ticket();
    auto known = known_.find(hash);
    if (!known)
        store_.read(record::system_session(), [&](record::Unit& unit) {
            const auto* table = unit.dictionary().find(table_name);
            const auto id = table ? find_sys_id(unit, *table, "token_hash", hash) : std::string();
            const auto row = id.empty() ? std::nullopt : unit.find(table_name, id);
            if (!row || !row->is_true("active")) return;
            known = Known{{row->get("user"), scope_name(unit, *row), row->get("allowed_addresses"),
                           base::parse_utc(row->get("expires"))},
                          base::parse_utc(row->get("last_used")).value_or(base::Time())};
        });
    if (!known || (known->key.expires && *known->key.expires <= now)) return {};
    if (!is_in_networks(address, known->key.networks)) return {};
    if (now - known->noted > between_notes) {
        known->noted = now;
        note_use(hash);
    }
    known_.keep(ticket, hash, *known);
    return known->key;
}

void ApiKeys::note_use(const std::string& hash) {
    store_.write(record::system_session(), [&](record::Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run("UPDATE " + dialect.quote(table_name) +
                                  " SET \"last_used\" = " + dialect.placeholder(1) +
                                  " WHERE \"token_hash\" = " + dialect.placeholder(2),
                              {base::format_utc(unit.now()), hash});
    });
}

void ApiKeys::changed(const std::vector<record::Change>& changes) {
    if (std::any_of(changes.begin(), changes.end(), [](const auto& change) {
            return change.table == table_name || change.table == scope_table;
        }))
        known_.clear();
}

}  // namespace stead::plugin
