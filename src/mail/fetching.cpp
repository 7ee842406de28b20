#include "mail/fetching.h"

#include "base/date_time.h"
#include "base/error.h"
#include "base/text.h"
#include "mail/account.h"
#include "record/class_sql.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

constexpr std::string_view account_table = "sys_email_account";
constexpr std::size_t most_bytes = 30ULL << 20;
constexpr std::string_view never_noted = "\n";

std::int64_t number(const record::Snapshot& snapshot, std::string_view property,
                    std::int64_t fallback) {
    return base::to_integer(snapshot.property(property)).value_or(fallback);
}

}  // namespace

std::optional<Fetching::Due> Fetching::due() {
    std::optional<Due> found;
    store_.read(record::system_session(), [&](record::Unit& unit) {
        const auto& snapshot = unit.snapshot();
        if (!snapshot.dictionary().find(account_table) ||
            !snapshot.property_is_true("glide.email.read.active", true))
            return;
        const std::chrono::seconds pause(number(snapshot, "stead.mail.fetch_seconds", 30));
        std::string next;  // the one that has waited longest
        for (const auto& account :
             unit.query(account_table, "active=true^typeINIMAP,POP3^serverISNOTEMPTY")) {
            const auto looked = looked_[account.sys_id()];
            const bool rests = unit.now() >= looked && unit.now() - looked < pause;
            if (!rests && (next.empty() || looked < looked_[next])) next = account.sys_id();
        }
        if (next.empty()) return;
        looked_[next] = unit.now();
        if (const auto account = unit.find(account_table, next))
            found = Due{next, mailbox_of(unit, *account)};
    });
    return found;
}

bool Fetching::work() {
    const auto found = due();
    if (!found) return false;
    int taken = 0;
    std::string error;
    const auto most = static_cast<int>(number(*store_.snapshot(), "com.glide.email.max_read", 20));
    try {
        taken = take_mails(found->mailbox, most, most_bytes,
                           [&](const std::string& bytes) { spool_.keep(bytes); });
    } catch (const std::exception& trouble) {
        error = trouble.what();
    }
    if (taken == most) looked_[found->account_id] = {};  // there may be more
    note(found->account_id, taken, error);
    return taken > 0;
}

void Fetching::note(const std::string& account_id, int taken, const std::string& error) {
    const auto noted = noted_.emplace(account_id, never_noted).first;
    if (taken == 0 && noted->second == error) return;
    noted->second = error;
    store_.write(record::system_session(), [&](record::Unit& unit) {
        auto account = load(unit, unit.dictionary().get(account_table), account_id);
        if (!account) return;
        if (error.empty()) account->set("last_connected", base::format_utc(unit.now()));
        account->set("last_error", std::string(base::truncate_utf8(error, 990)));
        update_or_throw(unit, *account);
    });
}

}  // namespace stead::mail
