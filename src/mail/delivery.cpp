#include "mail/delivery.h"

#include <unistd.h>

#include <algorithm>

#include "base/date_time.h"
#include "base/ids.h"
#include "base/text.h"
#include "engine/mail_address.h"
#include "mail/header_block.h"
#include "mail/outgoing_message.h"
#include "mail/own_addresses.h"
#include "record/attachments.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using engine::MailAddress;
using record::Record;
using record::Unit;

constexpr std::string_view unset_domain = "@stead>";
constexpr int most_references = 10;
constexpr std::int64_t most_files = 30, most_file_bytes = 18874368;

std::string host_name() {
    char name[256] = "";
    gethostname(name, sizeof name - 1);
    const std::string text = name;
    return text.empty() ? "localhost" : text;
}

// Who the mail is from: the row, the account, the property, in this order.
MailAddress sender_of(Unit& unit, const Record& row) {
    auto account = unit.find_by("sys_email_account", "active=true^type=SMTP");
    const auto own = account ? account->get("from") : std::string();
    for (const auto& text : {row.get("from"), own, unit.snapshot().property("stead.mail.from")}) {
        auto found = engine::parse_mail_addresses(text);
        if (found.empty() || !engine::is_mail_address(found.front().address)) continue;
        if (found.front().name.empty() && account)
            found.front().name = account->get("email_user_label");
        return found.front();
    }
    return {"", "stead@" + host_name()};
}

// Addresses that can get the mail; why others cannot goes into `why_not`.
std::vector<std::string> reachable(Unit& unit, const Record& row, std::string& why_not) {
    std::vector<std::string> recipients;
    const auto own = own_addresses(unit);
    for (const auto& each : engine::parse_mail_addresses(row.get("recipients"))) {
        const auto address = base::lower(each.address);
        std::string reason;
        if (!engine::is_mail_address(address))
            reason = "is no mail address";
        else if (std::find(own.begin(), own.end(), address) != own.end())
            reason = "is our own address";
        else if (auto filter = refusing_filter(unit, Direction::outbound, address); !filter.empty())
            reason = "is refused by the address filter \"" + filter + "\"";
        if (reason.empty())
            recipients.push_back(address);
        else
            why_not += (why_not.empty() ? "" : " ") + each.address + " " + reason + ".";
    }
    return recipients;
}

// Mails of a record before this one, oldest first.
std::vector<std::string> earlier_mails(Unit& unit, const Record& row) {
    std::vector<std::string> ids;
    if (row.get("instance").empty()) return ids;
    const auto& dialect = unit.connection().dialect();
    auto& statement = unit.connection().prepare(
        "SELECT \"message_id\" FROM \"sys_email\" WHERE \"target_table\" = " +
        dialect.placeholder(1) + " AND \"instance\" = " + dialect.placeholder(2) +
        " AND \"type\" IN ('received', 'sent') AND \"message_id\" IS NOT NULL AND \"sys_id\" <> " +
        dialect.placeholder(3) + " ORDER BY \"row_id\" DESC LIMIT " +
        std::to_string(most_references));
    statement.bind(1, std::string_view(row.get("target_table")))
        .bind(2, std::string_view(row.get("instance")))
        .bind(3, std::string_view(row.sys_id()));
    while (statement.step())
        for (auto& id : message_ids(statement.text(0))) ids.insert(ids.begin(), std::move(id));
    return ids;
}

void set_thread(Unit& unit, const Record& row, OutgoingMessage& message) {
    message.message_id = row.get("message_id");
    message.references = earlier_mails(unit, row);
    message.in_reply_to = row.get("in_reply_to");
    if (message.in_reply_to.empty() && !message.references.empty())
        message.in_reply_to = message.references.back();
    if (message.references.empty() && !message.in_reply_to.empty())
        message.references.push_back(message.in_reply_to);
}

bool is_automatic(const Record& row) {
    return row.get("user_id").empty();
}

// People who are told by a program do not learn each other's addresses.
void set_people(const Record& row, const std::vector<std::string>& recipients,
                OutgoingMessage& message) {
    if (is_automatic(row)) {
        if (recipients.size() == 1) message.to = {{"", recipients.front()}};
        return;
    }
    message.to = engine::parse_mail_addresses(row.get("direct"));
    message.cc = engine::parse_mail_addresses(row.get("copied"));
}

void add_files(Unit& unit, const std::string& owner, std::int64_t& bytes,
               OutgoingMessage& message) {
    for (const auto& file : unit.rows_with("sys_attachment", {{"table_sys_id", owner}})) {
        bytes += base::to_integer(file.get("size_bytes")).value_or(0);
        if (bytes > most_file_bytes || std::ssize(message.files) >= most_files) return;
        message.files.push_back(
            {file.get("file_name"), file.get("content_type"), "", attachment_bytes(unit, file)});
    }
}

void add_all_files(Unit& unit, const Record& row, OutgoingMessage& message) {
    std::int64_t bytes = 0;
    add_files(unit, row.sys_id(), bytes, message);
    const auto notification = unit.find("sysevent_email_action", row.get("notification"));
    if (notification && notification->is_true("include_attachments") &&
        !row.get("instance").empty())
        add_files(unit, row.get("instance"), bytes, message);
}

void give_up(Record& row, const std::string& reason) {
    row.set("type", "send-ignored");
    row.set("state", "ignored");
    row.set("mailbox", "skipped");
    row.set("reason", std::string(base::truncate_utf8(reason, 990)));
}

// Keeps as many recipients as one message may have; the others get rows of their own.
void split(Unit& unit, Record& row, std::vector<std::string>& recipients) {
    const auto most =
        base::to_integer(unit.snapshot().property("glide.email.smtp.max_recipients", "100"))
            .value_or(100);
    const auto size = static_cast<std::size_t>(std::max<std::int64_t>(most, 1));
    if (recipients.size() <= size) return;
    for (std::size_t at = size; at < recipients.size(); at += size) {
        const auto end = std::min(at + size, recipients.size());
        copy_for(
            unit, row,
            {recipients.begin() + std::ptrdiff_t(at), recipients.begin() + std::ptrdiff_t(end)},
            "");
    }
    recipients.resize(size);
    row.set("recipients", base::join(recipients, ","));
}

// When a mail server is set up at last, nobody wants the news of the months before.
bool is_stale(const Unit& unit, const Record& row) {
    const auto hours =
        base::to_integer(unit.snapshot().property("stead.mail.oldest_hours", "24")).value_or(24);
    const auto made = base::parse_utc(row.get("sys_created_on"));
    return hours > 0 && made && row.get("reason").starts_with(no_mail_server) &&
           unit.now() - *made > std::chrono::hours(hours);
}

}  // namespace

std::optional<Delivery> prepare(Unit& unit, Record& row) {
    if (is_stale(unit, row)) {
        give_up(row, "It had waited too long when a mail server was set up.");
        return std::nullopt;
    }
    std::string why_not;
    auto recipients = reachable(unit, row, why_not);
    if (recipients.empty()) {
        give_up(row, why_not.empty() ? "It has no recipient." : why_not);
        return std::nullopt;
    }
    split(unit, row, recipients);
    OutgoingMessage message;
    message.from = sender_of(unit, row);
    if (row.get("message_id").ends_with(unset_domain) || row.get("message_id").empty())
        row.set("message_id",
                "<" + row.sys_id() + "@" + engine::mail_domain(message.from.address) + ">");
    const auto reply_to = engine::parse_mail_addresses(row.get("reply_to"));
    message.reply_to = reply_to.empty() ? "" : reply_to.front().address;
    message.subject = row.get("subject");
    message.text = row.get("body_text");
    message.html = row.get("body");
    message.importance = row.get("importance");
    message.headers = row.get("headers");
    message.date = unit.now();
    if (is_automatic(row))
        message.auto_submitted = unit.snapshot().property(
            "glide.email.outbound.header.auto_submitted", "auto-generated");
    set_thread(unit, row, message);
    set_people(row, recipients, message);
    add_all_files(unit, row, message);
    std::string reason = why_not;
    const auto diverted = unit.snapshot().property("glide.email.test.user");
    if (engine::is_mail_address(diverted)) {
        message.meant_for = base::join(recipients, ", ");
        message.to = {{"", diverted}};
        message.cc.clear();
        recipients = {diverted};
        reason = "Diverted to " + diverted + ". " + why_not;
    }
    row.set("reason", std::string(base::truncate_utf8(base::trim(reason), 990)));
    const auto attempts = base::to_integer(row.get("attempts")).value_or(0);
    return Delivery{row.sys_id(), message.from.address, std::move(recipients),
                    write_message(message), static_cast<int>(attempts)};
}

void copy_for(Unit& unit, const Record& row, const std::vector<std::string>& recipients,
              const std::string& when) {
    Record copy(row.table());
    for (const auto& field : row.table().fields())
        if (!field.name.starts_with("sys_")) copy.set(field, row.get(field));
    const auto id = base::new_sys_id(unit.now());
    copy.set("sys_id", id);
    copy.set("type", "send-ready");
    copy.set("state", "ready");
    copy.set("mailbox", "outbox");
    copy.set("message_id", "<" + id + std::string(unset_domain));
    copy.set("recipients", base::join(recipients, ","));
    copy.set("next_attempt", when);
    insert_raw(unit, copy);
}

}  // namespace stead::mail
