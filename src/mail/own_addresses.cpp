#include "mail/own_addresses.h"

#include "base/text.h"
#include "engine/mail_address.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

void add(std::vector<std::string>& addresses, const std::string& text) {
    for (const auto& each : engine::parse_mail_addresses(text))
        if (engine::is_mail_address(each.address)) addresses.push_back(base::lower(each.address));
}

bool lists(const std::string& patterns, std::string_view value) {
    for (const auto& pattern : base::split_names(base::replace_all(patterns, "\n", ",")))
        if (engine::matches_wildcard(pattern, value)) return true;
    return false;
}

bool refuses(const record::Record& filter, std::string_view address) {
    const bool listed = lists(filter.get("domains"), engine::mail_domain(address));
    const bool excepted = lists(filter.get("exceptions"), address);
    const bool allowed = filter.get("type") == "deny" ? !listed : listed;
    return excepted ? allowed : !allowed;
}

}  // namespace

std::vector<std::string> own_addresses(record::Unit& unit) {
    std::vector<std::string> addresses;
    for (const auto& account : unit.query("sys_email_account", "active=true")) {
        add(addresses, account.get("from"));
        add(addresses, account.get("user_name"));
    }
    add(addresses, unit.snapshot().property("stead.mail.from"));
    return addresses;
}

std::string refusing_filter(record::Unit& unit, Direction direction, std::string_view address) {
    const std::string query = std::string("active=true^default=true^direction=") +
                              (direction == Direction::inbound ? "inbound" : "outbound");
    for (const auto& filter : unit.query("sys_email_address_filter", query))
        if (refuses(filter, address)) return filter.get("name");
    return {};
}

}  // namespace stead::mail
