#include "mail/screening.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/text.h"
#include "engine/mail_address.h"
#include "engine/metadata.h"
#include "mail/decisions.h"
#include "mail/own_addresses.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "script/scripts.h"

namespace stead::mail {

namespace {

using engine::column;
using record::Record;
using record::Unit;

using Verdict = std::optional<Rejection>;

Verdict reject(std::string reason) {
    return Rejection{std::move(reason)};
}

// Does a header of this name begin with this value? Letters of both cases are the same.
bool has_header(const Record& mail, std::string_view name, std::string_view beginning) {
    for (const auto line : base::split(mail.get("headers"), '\n')) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos ||
            !base::equals_ignoring_case(base::trim(line.substr(0, colon)), name))
            continue;
        const auto value = base::trim(line.substr(colon + 1)).substr(0, beginning.size());
        if (base::equals_ignoring_case(value, beginning)) return true;
    }
    return false;
}

std::string header(const Record& mail, std::string_view name) {
    for (const auto line : base::split(mail.get("headers"), '\n'))
        if (line.size() > name.size() && line[name.size()] == ':' &&
            base::equals_ignoring_case(line.substr(0, name.size()), name))
            return base::lower(base::trim(line.substr(name.size() + 1)));
    return {};
}

Verdict nobody_sent_it(Unit&, const Record& mail) {
    const auto path = header(mail, "Return-Path");
    if (path == "<>") return reject("It is a report of a mail server: its return path is empty.");
    if (!engine::is_mail_address(mail.get("user"))) return reject("It names no sender.");
    return std::nullopt;
}

Verdict is_automatic(Unit& unit, const Record& mail) {
    if (const auto value = header(mail, "Auto-Submitted"); !value.empty() && value != "no")
        return reject("A program wrote it: Auto-Submitted is " + value + ".");
    for (const auto* name : {"X-Autoreply", "X-Autorespond", "X-Auto-Reply"})
        if (!header(mail, name).empty())
            return reject(std::string("It is an automatic answer: it has the header ") + name +
                          ".");
    for (const auto& each :
         base::split_names(unit.snapshot().property("glide.pop3.ignore_headers"))) {
        const auto colon = each.find(':');
        if (colon == std::string::npos) continue;
        if (has_header(mail, base::trim(std::string_view(each).substr(0, colon)),
                       base::trim(std::string_view(each).substr(colon + 1))))
            return reject("Mails with the header " + each + " are ignored.");
    }
    return std::nullopt;
}

Verdict is_from_a_machine(Unit& unit, const Record& mail) {
    const auto& address = mail.get("user");
    const auto local = address.substr(0, address.find('@'));
    for (const auto& each :
         base::split_names(unit.snapshot().property("glide.pop3.ignore_senders")))
        if (base::equals_ignoring_case(each, local) || base::equals_ignoring_case(each, address))
            return reject("Mails of " + each + " are ignored.");
    for (const auto& each :
         base::split_names(unit.snapshot().property("glide.pop3.ignore_subjects")))
        if (base::equals_ignoring_case(mail.get("subject").substr(0, each.size()), each))
            return reject("Mails whose subject begins with \"" + each + "\" are ignored.");
    return std::nullopt;
}

Verdict came_from_us(Unit& unit, const Record& mail) {
    const auto own = own_addresses(unit);
    if (std::find(own.begin(), own.end(), mail.get("user")) != own.end())
        return reject("A loop: its sender is one of our own addresses.");
    const auto& dialect = unit.connection().dialect();
    const auto sent = unit.connection().value(
        "SELECT \"sys_id\" FROM \"sys_email\" WHERE \"message_id\" = " + dialect.placeholder(1) +
            " AND \"type\" NOT IN ('received', 'received-ignored') LIMIT 1",
        {mail.get("message_id")});
    if (!sent.empty()) return reject("A loop: it is a mail that we sent.");
    return std::nullopt;
}

Verdict was_seen(Unit& unit, const Record& mail) {
    if (mail.get("message_id").empty() ||
        unit.snapshot().property_is_true("glide.email.allow_duplicate_message_ids"))
        return std::nullopt;
    const auto& dialect = unit.connection().dialect();
    const auto earlier = unit.connection().value(
        "SELECT \"sys_id\" FROM \"sys_email\" WHERE \"message_id\" = " + dialect.placeholder(1) +
            " AND \"row_id\" < (SELECT \"row_id\" FROM \"sys_email\" WHERE \"sys_id\" = " +
            dialect.placeholder(2) + ") LIMIT 1",
        {mail.get("message_id"), mail.sys_id()});
    if (!earlier.empty()) return reject("A mail with its message id was handled before.");
    return std::nullopt;
}

Verdict is_flood(Unit& unit, const Record& mail) {
    const auto most =
        base::to_integer(unit.snapshot().property("stead.mail.flood.per_sender_per_hour", "60"))
            .value_or(60);
    if (most <= 0) return std::nullopt;
    const auto& dialect = unit.connection().dialect();
    const auto since = base::format_utc(unit.now() - std::chrono::hours(1));
    const auto count = base::to_integer(unit.connection().value(
        "SELECT COUNT(*) FROM \"sys_email\" WHERE \"user\" = " + dialect.placeholder(1) +
            " AND \"sys_created_on\" > " + dialect.placeholder(2) +
            " AND \"type\" IN ('received', 'received-ignored')",
        {mail.get("user"), since}));
    if (count.value_or(0) <= most) return std::nullopt;
    return reject("A flood: more than " + std::to_string(most) +
                  " mails of this sender came within an hour.");
}

Verdict is_too_long(Unit& unit, const Record& mail) {
    const auto most =
        base::to_integer(unit.snapshot().property("glide.email.inbound.max_body_chars", "524288"))
            .value_or(524288);
    if (most <= 0 || base::utf8_length(mail.get("body_text")) < static_cast<std::size_t>(most))
        return std::nullopt;
    return reject("Its text is longer than " + std::to_string(most) + " characters.");
}

Verdict is_filtered_by_address(Unit& unit, const Record& mail) {
    const auto filter = refusing_filter(unit, Direction::inbound, mail.get("user"));
    if (filter.empty()) return std::nullopt;
    return reject("The address filter \"" + filter + "\" refuses its sender.");
}

bool takes(Unit& unit, script::Scripts& scripts, const record::MetadataRow& filter, Record& mail) {
    const auto& conditions = column(filter, "conditions");
    const auto& script = column(filter, "script");
    if (conditions.empty() && script.empty()) return false;
    if (!conditions.empty() && !unit.matches(conditions, mail)) return false;
    const std::string origin = "sys_email_filter/" + column(filter, "sys_id") + ".script";
    return scripts.condition(unit, origin, script, &mail);
}

Verdict is_filtered(Unit& unit, script::Scripts& scripts, Record& mail, Decisions& decisions) {
    for (const auto& filter : unit.snapshot().rows("sys_email_filter")) {
        if (!takes(unit, scripts, filter, mail)) continue;
        const auto reason = "The filter \"" + column(filter, "name") + "\" takes it.";
        decisions.add("filter", "ignored", reason, "sys_email_filter", column(filter, "sys_id"));
        return Rejection{reason, column(filter, "action") == "junk"};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Rejection> screen(Unit& unit, script::Scripts& scripts, Record& mail,
                                Decisions& decisions) {
    for (auto* check : {nobody_sent_it, was_seen, came_from_us, is_automatic, is_from_a_machine,
                        is_too_long, is_flood, is_filtered_by_address})
        if (auto verdict = check(unit, mail)) {
            decisions.add("filter", "ignored", verdict->reason);
            return verdict;
        }
    return is_filtered(unit, scripts, mail, decisions);
}

}  // namespace stead::mail
