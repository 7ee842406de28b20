#include "mail/received_row.h"

#include <set>

#include "base/date_time.h"
#include "base/error.h"
#include "base/text.h"
#include "mail/decisions.h"
#include "record/attachments.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using record::Record;
using record::Snapshot;
using record::Unit;

std::size_t limit(const Snapshot& snapshot, std::string_view property, std::size_t fallback) {
    const auto value = base::to_integer(snapshot.property(property));
    return value && *value >= 0 ? static_cast<std::size_t>(*value) : fallback;
}

std::string written(const engine::MailAddress& address) {
    return address.name.empty() ? address.address : address.name + " <" + address.address + ">";
}

std::string list(const std::vector<engine::MailAddress>& addresses) {
    std::vector<std::string> texts;
    for (const auto& address : addresses) texts.push_back(address.address);
    return base::join(texts, ",");
}

void set(Record& row, std::string_view field, std::string_view value, std::size_t most) {
    row.set(field, std::string(base::truncate_utf8(value, most)));
}

void set_people(Record& row, const Message& message) {
    set(row, "from", written(message.from), 320);
    set(row, "user", base::lower(message.from.address), 320);
    set(row, "reply_to", message.reply_to.empty() ? "" : message.reply_to.front().address, 320);
    set(row, "direct", list(message.to), 8000);
    set(row, "copied", list(message.cc), 8000);
    auto everybody = message.to;
    everybody.insert(everybody.end(), message.cc.begin(), message.cc.end());
    set(row, "recipients", list(everybody), 8000);
}

void set_content(Record& row, const Message& message) {
    set(row, "subject", message.subject, 500);
    row.set("body", message.html);
    row.set("body_text", message.text);
    set(row, "headers", message.headers_text(), 65000);
    set(row, "content_type", message.content_type, 255);
    set(row, "message_id", message.message_id, 998);
    set(row, "in_reply_to", message.in_reply_to, 998);
    set(row, "references", base::join(message.references, " "), 8000);
    set(row, "thread_index", message.thread_index, 255);
    row.set("importance", message.importance);
}

void note_file(Unit& unit, const Record& row, const MailFile& file, const std::string& state,
               const std::string& reason, const std::string& attachment = {}) {
    Record note(unit.dictionary().get("sys_email_attachment"));
    note.set("email", row.sys_id());
    note.set("attachment", attachment);
    set(note, "file_name", file.name, 255);
    set(note, "content_id", file.content_id, 255);
    note.set("size_bytes", std::to_string(file.bytes.size()));
    note.set("state", state);
    set(note, "reason", reason, 255);
    insert_raw(unit, note);
}

// The attachment's sys_id, or "" with the reason noted.
std::string attach_file(Unit& unit, const Record& row, const MailFile& file, Decisions& decisions) {
    try {
        const auto attachment = record::attach(
            unit, {row.table().name, row.sys_id(), file.name, file.content_type, file.bytes, {}});
        note_file(unit, row, file, "attached", "", attachment.sys_id());
        return attachment.sys_id();
    } catch (const base::Error& error) {
        if (error.status == base::Status::unavailable || error.status == base::Status::internal)
            throw;
        note_file(unit, row, file, "discarded", error.what());
        decisions.add("read", "refused",
                      "The file " + file.name + " was discarded: " + error.what());
        return {};
    }
}

void attach_files(Unit& unit, Record& row, const Message& message, Decisions& decisions) {
    auto html = message.html;
    const bool show = unit.snapshot().property_is_true(
        "glide.email.inbound.convert_html_inline_attachment_references", true);
    for (const auto& file : message.files) {
        const auto id = attach_file(unit, row, file, decisions);
        if (show && !id.empty() && !file.content_id.empty())
            html = base::replace_all(std::move(html), "cid:" + file.content_id,
                                     "/sys_attachment.do?sys_id=" + id);
    }
    if (html == message.html) return;
    row.set("body", html);
    update_or_throw(unit, row);
}

}  // namespace

ReadLimits read_limits(const Snapshot& snapshot) {
    ReadLimits limits;
    limits.files = limit(snapshot, "glide.email.inbound.max_attachment_count", limits.files);
    limits.file_bytes =
        limit(snapshot, "glide.email.inbound.max_total_attachment_size_bytes", limits.file_bytes);
    limits.text_characters =
        limit(snapshot, "glide.email.inbound.max_body_chars", limits.text_characters);
    return limits;
}

Record keep_received(Unit& unit, const Message& message, const std::string& spool_id,
                     Decisions& decisions) {
    Record row(unit.dictionary().get("sys_email"));
    row.set("type", "received");
    row.set("state", "ready");
    row.set("mailbox", "inbox");
    row.set("receive_type", "none");
    row.set("notification_type", "SMTP");
    row.set("uid", spool_id);
    row.set("received_on", base::format_utc(unit.now()));
    set_people(row, message);
    set_content(row, message);
    insert_or_throw(unit, row);
    attach_files(unit, row, message, decisions);
    for (const auto& remark : message.remarks) decisions.add("read", "skipped", remark);
    if (!message.remarks.empty()) unit.event("inbound.email_attachments.discarded", &row);
    decisions.write(unit, row.sys_id());
    return row;
}

bool is_kept(Unit& unit, const std::string& spool_id) {
    const auto& dialect = unit.connection().dialect();
    return !unit.connection()
                .value("SELECT \"sys_id\" FROM \"sys_email\" WHERE \"uid\" = " +
                           dialect.placeholder(1) + " LIMIT 1",
                       {spool_id})
                .empty();
}

}  // namespace stead::mail
