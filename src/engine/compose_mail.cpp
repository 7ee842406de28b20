#include "engine/compose_mail.h"

#include <algorithm>

#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"
#include "engine/mail_address.h"
#include "engine/mail_row.h"
#include "engine/watermark.h"
#include "record/access.h"
#include "record/attachments.h"
#include "record/html.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::engine {

namespace {

using base::Error;
using base::Status;
using record::Permission;
using record::Record;
using record::Unit;

constexpr std::size_t most_recipients = 100;  // of each list
constexpr std::size_t longest_address = 320;

[[noreturn]] void refuse(const std::string& message, const char* part) {
    throw Error(Status::unprocessable, message, part);
}

// `Name <address>` as a header spells it; quotes keep commas of the name together.
std::string spelled(const MailAddress& who) {
    return who.name.empty() ? who.address : "\"" + who.name + "\" <" + who.address + ">";
}

bool is_one_line(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

// One list in one spelling, without those who are in an earlier one.
std::string addresses(const Composition::Addresses& list, const char* part,
                      std::vector<std::string>& known) {
    std::vector<std::string> own;
    if (list.size() > most_recipients) refuse("These are too many recipients", part);
    for (const auto& text : list) {
        const auto parsed = parse_mail_addresses(text);
        if (parsed.size() != 1 || !is_mail_address(parsed.front().address) ||
            text.size() > longest_address || !is_one_line(text) || !base::is_valid_utf8(text))
            refuse(base::clean_utf8(text) + " is no mail address", part);
        const auto address = base::lower(parsed.front().address);
        if (std::find(known.begin(), known.end(), address) != known.end()) continue;
        known.push_back(address);
        own.push_back(spelled(parsed.front()));
    }
    return base::join(own, ",");
}

std::string one_line(std::string_view text) {
    auto line = base::clean_utf8(text);
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    return std::string(base::truncate_utf8(base::trim(line), 500));
}

bool is_own_header(std::string_view name) {
    return name.size() > 2 && name.size() <= 76 &&
           (name.starts_with("X-") || name.starts_with("x-")) &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return (c < 0x80 && std::isalnum(c) != 0) || c == '-' || c == '_';
           });
}

std::string header_lines(const Composition& mail) {
    std::string lines;
    for (const auto& [name, value] : mail.headers) {
        if (!is_own_header(name)) refuse(base::clean_utf8(name) + " cannot be set", "headers");
        lines += name + ": " + one_line(value) + "\n";
    }
    return lines;
}

std::string text_as_html(const std::string& text) {
    return "<div>" + base::replace_all(base::html_escape(text), "\n", "<br>\n") + "</div>";
}

// The mail that this one answers: the newest that came in for the record.
std::string last_message_id(Unit& program, const std::string& sys_id) {
    const auto mails = program.rows_with("sys_email", {{"instance", sys_id}},
                                         "type=received^ORDERBYDESCsys_created_on", 1);
    return mails.empty() ? std::string() : mails.front().get("message_id");
}

void set_bodies(Unit& program, Record& row, const Composition& mail) {
    auto html = record::clean_html(mail.html.empty() ? text_as_html(base::clean_utf8(mail.text))
                                                     : base::clean_utf8(mail.html));
    auto text = mail.text.empty() ? record::html_to_text(html) : base::clean_utf8(mail.text);
    if (base::trim(text).empty()) refuse("Write a text", "text");
    if (!mail.sys_id.empty())
        add_watermark(program, new_watermark(program, mail.table, mail.sys_id, row.sys_id()), html,
                      text);
    row.set("body", html);
    row.set("body_text", text);
    row.set("content_type", "multipart/alternative");
}

void set_people(Record& row, const Composition& mail) {
    std::vector<std::string> everybody;
    row.set("direct", addresses(mail.to, "to", everybody));
    row.set("copied", addresses(mail.cc, "cc", everybody));
    row.set("blind_copied", addresses(mail.bcc, "bcc", everybody));
    if (everybody.empty()) refuse("Say who gets this mail", "to");
    row.set("recipients", base::join(everybody, ","));
}

void set_thread(Unit& program, Record& row, const Composition& mail) {
    auto answered = one_line(mail.in_reply_to);
    if (answered.empty() && !mail.sys_id.empty()) answered = last_message_id(program, mail.sys_id);
    row.set("in_reply_to", answered);
    row.set("references", answered);
    row.set("message_id", new_message_id(row.sys_id()));
}

void copy_file(Unit& unit, Unit& program, const Record& row, const std::string& attachment_id) {
    const auto file = unit.get("sys_attachment", attachment_id);
    record::attach(program, {row.table().name,
                             row.sys_id(),
                             file.get("file_name"),
                             file.get("content_type"),
                             attachment_bytes(unit, file),
                             {}});
}

// Everybody who may keep a draft may send it; the server's part of a mail is nobody's to write.
void require_draft(Unit& unit) {
    Record draft(unit.dictionary().get("sys_email"));
    draft.set("type", "draft");
    draft.set("sys_created_by", unit.session().user_name);
    if (!unit.access(draft.table()).may(Permission::create, unit, draft))
        throw Error(Status::forbidden, "Operation Failed",
                    "ACL Exception Insert Failed due to security constraints");
}

void require_write(Unit& unit, const Record& about) {
    if (!unit.access(about.table()).may(Permission::write, unit, about))
        throw Error(Status::forbidden, "Operation Failed",
                    "You are not allowed to send mails of this record");
}

}  // namespace

Record write_composition(Unit& unit, const Composition& mail) {
    auto program = unit.as(with_acls(unit.session_ptr(), false));
    Record row(program.dictionary().get("sys_email"));
    row.set("sys_id", base::new_sys_id(program.now()));
    set_people(row, mail);
    row.set("subject", one_line(mail.subject));
    set_bodies(program, row, mail);
    set_thread(program, row, mail);
    row.set("type", "send-ready");
    row.set("state", "ready");
    row.set("mailbox", "outbox");
    row.set("notification_type", "SMTP");
    row.set("importance", mail.importance);
    row.set("headers", header_lines(mail));
    row.set("target_table", mail.table);
    row.set("instance", mail.sys_id);
    if (!mail.automatic) row.set("user_id", unit.session().user_id);
    insert_or_throw(program, row);
    for (const auto& id : mail.attachments) copy_file(unit, program, row, id);
    return row;
}

Record compose_mail(Unit& unit, const Composition& wanted) {
    require_draft(unit);
    auto mail = wanted;
    if (!mail.sys_id.empty()) {
        const auto about = unit.get(mail.table, mail.sys_id);  // readable, or not found
        require_write(unit, about);
        mail.table = about.table().name;
    }
    return write_composition(unit, mail);
}

}  // namespace stead::engine
