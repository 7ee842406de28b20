#include "mail/outbox.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/text.h"
#include "mail/account.h"
#include "mail/decisions.h"
#include "mail/delivery.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using record::Record;
using record::Unit;

constexpr std::string_view row_table = "sys_email";
constexpr auto rest = std::chrono::seconds(30);
constexpr auto lease = std::chrono::minutes(3);  // longer than sending one mail takes

std::chrono::minutes pause_after(int attempts) {
    constexpr int minutes[] = {1, 2, 5, 15, 30, 60, 120};
    const auto last = static_cast<int>(std::size(minutes)) - 1;
    return std::chrono::minutes(minutes[std::clamp(attempts - 1, 0, last)]);
}

bool lists_code(const std::string& codes, int code) {
    const auto all = base::split_names(codes);
    return std::find(all.begin(), all.end(), std::to_string(code)) != all.end();
}

// r_OutboundMailConfiguration.md: some answers are worth another try, some are final.
bool is_worth_a_retry(const record::Snapshot& snapshot, int code) {
    if (code == 0) return true;  // the server was not reached
    if (lists_code(snapshot.property("glide.smtp.defer_retry_ids", "421,450,451,452"), code))
        return true;
    if (lists_code(snapshot.property("glide.smtp.fail_message_ids",
                                     "500,501,502,503,504,550,551,552,553,554"),
                   code))
        return false;
    return snapshot.property_is_true("glide.smtp.default_retry", true);
}

int most_attempts(const record::Snapshot& snapshot) {
    return static_cast<int>(
        base::to_integer(snapshot.property("glide.email.outbound.max_attempts", "8")).value_or(8));
}

void set_sent(Unit& unit, Record& row, const MailAnswer& answer) {
    row.set("type", "sent");
    row.set("state", "processed");
    row.set("mailbox", "sent");
    row.set("sent_on", base::format_utc(unit.now()));
    row.set("next_attempt", "");
    std::string refused;
    for (const auto& each : answer.refused) refused += each.address + ": " + each.text + "\n";
    row.set("error_string", std::string(base::truncate_utf8(refused, 7900)));
}

void set_failed(Unit& unit, Record& row, const MailAnswer& answer, int attempts) {
    const bool again =
        is_worth_a_retry(unit.snapshot(), answer.code) && attempts < most_attempts(unit.snapshot());
    row.set("error_string", std::string(base::truncate_utf8(answer.text, 7900)));
    if (again) {
        const auto when = base::format_utc(unit.now() + pause_after(attempts));
        row.set("next_attempt", when);
        return row.set("reason",
                       "The mail server did not take it. It is tried again at " + when + " UTC.");
    }
    row.set("type", "send-failed");
    row.set("state", "error");
    row.set("mailbox", "failed");
    row.set("next_attempt", "");
    row.set("reason", "The mail server refused it for good.");
}

// Recipients that the server asked to be tried again, while it took the mail for others.
std::vector<std::string> deferred(const Unit& unit, const MailAnswer& answer) {
    std::vector<std::string> addresses;
    for (const auto& each : answer.refused)
        if (each.code < 500 && is_worth_a_retry(unit.snapshot(), each.code))
            addresses.push_back(each.address);
    return addresses;
}

}  // namespace

bool concerns_outbox(const std::vector<record::Change>& changes) {
    return std::any_of(changes.begin(), changes.end(),
                       [](const record::Change& change) { return change.table == row_table; });
}

Outbox::Outbox(record::Store& store, const std::string& smtp_url) : store_(store) {
    if (!smtp_url.empty()) relay_ = parse_relay(smtp_url);
}

std::optional<MailRelay> Outbox::relay() {
    if (relay_) return relay_;
    std::optional<MailRelay> found;
    store_.read(record::system_session(), [&](Unit& unit) {
        const auto account =
            unit.find_by("sys_email_account", "active=true^type=SMTP^serverISNOTEMPTY");
        if (account) found = relay_of(unit, *account);
    });
    return found;
}

std::string Outbox::next() {
    std::string sys_id;
    store_.read(record::system_session(), [&](Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        sys_id = unit.connection().value(
            "SELECT \"sys_id\" FROM \"sys_email\" WHERE \"type\" = 'send-ready' AND \"state\" = "
            "'ready' AND (\"next_attempt\" IS NULL OR \"next_attempt\" <= " +
                dialect.placeholder(1) + ") ORDER BY \"row_id\" LIMIT 1",
            {base::format_utc(unit.now())});
    });
    return sys_id;
}

bool Outbox::work() {
    const auto snapshot = store_.snapshot();
    if (!snapshot->dictionary().find(row_table)) return false;
    const auto sys_id = next();
    if (sys_id.empty()) return false;
    if (!snapshot->property_is_true("glide.email.smtp.active", true)) {
        explain_waiting("Sending is switched off (glide.email.smtp.active).");
        return false;
    }
    const auto server = relay();
    if (!server) {
        explain_waiting(std::string(no_mail_server) +
                        " (--smtp, or an active email account of type SMTP).");
        return false;
    }
    if (store_.clock().now() < rests_until_) return false;
    const auto delivery = claim(sys_id);
    if (!delivery) return true;
    const auto answer =
        send_by_smtp(*server, delivery->sender, delivery->recipients, delivery->bytes);
    // A server that is away would cost every mail an attempt.
    if (!answer.taken && answer.code == 0) rests_until_ = store_.clock().now() + rest;
    finish(*delivery, answer);
    return true;
}

std::optional<Delivery> Outbox::claim(const std::string& sys_id) {
    std::optional<Delivery> delivery;
    store_.write(record::system_session(), [&](Unit& unit) {
        auto row = load(unit, unit.dictionary().get(row_table), sys_id);
        if (!row || row->get("type") != "send-ready") return;
        const auto attempts = base::to_integer(row->get("attempts")).value_or(0) + 1;
        row->set("attempts", std::to_string(attempts));
        row->set("next_attempt", base::format_utc(unit.now() + lease));
        delivery = prepare(unit, *row);
        update_or_throw(unit, *row);
    });
    return delivery;
}

void Outbox::finish(const Delivery& delivery, const MailAnswer& answer) {
    store_.write(record::system_session(), [&](Unit& unit) {
        auto row = load(unit, unit.dictionary().get(row_table), delivery.sys_id);
        if (!row) return;
        if (const auto later = deferred(unit, answer); answer.taken && !later.empty())
            copy_for(unit, *row, later,
                     base::format_utc(unit.now() + pause_after(delivery.attempts)));
        answer.taken ? set_sent(unit, *row, answer)
                     : set_failed(unit, *row, answer, delivery.attempts);
        update_or_throw(unit, *row);
        Decisions decisions;
        decisions.add("send", answer.taken ? "passed" : "error", answer.text);
        decisions.write(unit, delivery.sys_id);
    });
}

void Outbox::explain_waiting(const std::string& reason) {
    if (explained_ != reason) explained_to_ = 0;
    explained_ = reason;
    std::int64_t last = 0;
    store_.read(record::system_session(), [&](Unit& unit) {
        last =
            base::to_integer(unit.connection().value("SELECT MAX(\"row_id\") FROM \"sys_email\""))
                .value_or(0);
    });
    if (last <= explained_to_) return;
    store_.write(record::system_session(), [&](Unit& unit) {
        const auto& dialect = unit.connection().dialect();
        unit.connection().run("UPDATE \"sys_email\" SET \"reason\" = " + dialect.placeholder(1) +
                                  " WHERE \"type\" = 'send-ready' AND \"state\" = 'ready' AND "
                                  "\"row_id\" > " +
                                  dialect.placeholder(2),
                              {reason, explained_to_});
    });
    explained_to_ = last;
}

}  // namespace stead::mail
