#include "engine/mail_row.h"

#include "base/date_time.h"
#include "base/ids.h"
#include "base/text.h"
#include "engine/metadata.h"
#include "engine/watermark.h"
#include "record/class_sql.h"
#include "record/html.h"
#include "record/store.h"
#include "record/unit.h"
#include "script/email_object.h"

namespace stead::engine {

namespace {

using record::MetadataRow;
using record::Record;
using record::Unit;

const MetadataRow* row_with_id(const Unit& unit, std::string_view table,
                               const std::string& sys_id) {
    if (sys_id.empty()) return nullptr;
    for (const auto& row : unit.snapshot().rows(table))
        if (column(row, "sys_id") == sys_id) return &row;
    return nullptr;
}

// The notification's own text, else its template's.
std::string text_of(const MetadataRow& notification, const MetadataRow* mail_template,
                    std::string_view name) {
    const auto& own = column(notification, name);
    return own.empty() && mail_template ? column(*mail_template, name) : own;
}

// Mail scripts may say more than the notification.
void take(const script::EmailObject& email, Mail& mail) {
    mail.recipients = email.to;
    mail.copied = email.cc;
    mail.blind_copied = email.bcc;
    mail.from = email.from;
    mail.reply_to = email.reply_to;
    if (!email.subject.empty()) mail.subject = email.subject;
}

const std::string& either(const std::string& first, const std::string& second) {
    return first.empty() ? second : first;
}

}  // namespace

Mail compose(const MailSubject& about, const MetadataRow& notification) {
    MailSubject subject = about;
    subject.email = std::make_shared<script::EmailObject>();
    const auto* mail_template =
        row_with_id(subject.unit, "sysevent_email_template", column(notification, "template"));
    const auto* layout = mail_template ? row_with_id(subject.unit, "sys_email_layout",
                                                     column(*mail_template, "email_layout"))
                                       : nullptr;
    Mail mail;
    mail.weight = static_cast<int>(base::to_integer(column(notification, "weight")).value_or(0));
    mail.subject = base::replace_all(
        fill_template(subject, text_of(notification, mail_template, "subject"), MailFormat::text),
        "\n", " ");
    const auto body = fill_template(subject, text_of(notification, mail_template, "message_html"),
                                    MailFormat::html);
    mail.html =
        layout ? fill_template(subject, column(*layout, "layout"), MailFormat::html, body) : body;
    const auto text = text_of(notification, mail_template, "message_text");
    mail.text =
        text.empty() ? record::html_to_text(body) : fill_template(subject, text, MailFormat::text);
    take(*subject.email, mail);
    return mail;
}

std::string new_message_id(const std::string& email_id) {
    return "<" + email_id + "@stead>";
}

void write_mail(const MailSubject& subject, const MetadataRow& notification, Mail mail) {
    auto& unit = subject.unit;
    const std::string id = base::new_sys_id(unit.now());
    const auto& table = subject.record.table().name;
    if (!flag(notification, "omit_watermark"))
        add_watermark(unit, new_watermark(unit, table, subject.record.sys_id(), id), mail.html,
                      mail.text);
    Record row(unit.dictionary().get("sys_email"));
    row.set("sys_id", id);
    row.set("type", "send-ready");
    row.set("state", "ready");
    row.set("mailbox", "outbox");
    row.set("subject", std::string(base::truncate_utf8(mail.subject, 500)));
    auto everybody = mail.recipients;
    everybody.insert(everybody.end(), mail.copied.begin(), mail.copied.end());
    everybody.insert(everybody.end(), mail.blind_copied.begin(), mail.blind_copied.end());
    row.set("recipients", base::join(everybody, ","));
    row.set("direct", base::join(mail.recipients, ","));
    row.set("copied", base::join(mail.copied, ","));
    row.set("blind_copied", base::join(mail.blind_copied, ","));
    row.set("body", mail.html);
    row.set("body_text", mail.text);
    row.set("content_type", "multipart/alternative");
    row.set("target_table", table);
    row.set("instance", subject.record.sys_id());
    row.set("notification", column(notification, "sys_id"));
    row.set("notification_type", "SMTP");
    row.set("weight", std::to_string(mail.weight));
    row.set("message_id", new_message_id(id));
    row.set("from", either(mail.from, column(notification, "from")));
    row.set("reply_to", either(mail.reply_to, column(notification, "reply_to")));
    insert_raw(unit, row);
}

}  // namespace stead::engine
