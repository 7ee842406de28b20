#include "engine/compose_mail.h"

#include <algorithm>

#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"
#include "engine/mail_address.h"
#include "engine/mail_row.h"
#include "engine/watermark.h"
#include "record/attachments.h"
#include "record/html.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::engine {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

constexpr std::string_view composer_role = "email_composer";
constexpr std::size_t most_recipients = 500;

// Addresses of one list in one spelling. Nobody is named twice: To before Cc before Bcc.
std::string addresses(const std::string& list, std::vector<std::string>& known) {
    std::vector<std::string> own;
    for (const auto& each : parse_mail_addresses(list)) {
        const auto address = base::lower(each.address);
        if (!is_mail_address(address))
            throw Error(Status::bad_request, "This is no mail address: " + each.address);
        if (std::find(known.begin(), known.end(), address) != known.end()) continue;
        own.push_back(address);
        known.push_back(address);
    }
    if (known.size() > most_recipients)
        throw Error(Status::bad_request, "A mail goes to at most 500 people");
    return base::join(own, ",");
}

std::string one_line(std::string text) {
    for (const auto* end : {"\r", "\n"}) text = base::replace_all(std::move(text), end, " ");
    return std::string(base::truncate_utf8(base::trim(text), 500));
}

std::string text_as_html(const std::string& text) {
    return "<div>" + base::replace_all(base::html_escape(text), "\n", "<br>\n") + "</div>";
}

void copy_file(Unit& unit, const Record& row, const std::string& attachment_id) {
    const auto file = unit.get("sys_attachment", attachment_id);
    auto system = unit.as(with_acls(unit.session_ptr(), false));
    record::attach(system, {row.table().name,
                            row.sys_id(),
                            file.get("file_name"),
                            file.get("content_type"),
                            attachment_bytes(unit, file),
                            {}});
}

}  // namespace

Record write_composition(Unit& unit, const Composition& mail, const std::string& table,
                         const std::string& sys_id) {
    Record row(unit.dictionary().get("sys_email"));
    const std::string id = base::new_sys_id(unit.now());
    std::vector<std::string> everybody;
    row.set("direct", addresses(mail.to, everybody));
    row.set("copied", addresses(mail.cc, everybody));
    row.set("blind_copied", addresses(mail.bcc, everybody));
    if (everybody.empty()) throw Error(Status::bad_request, "A mail needs a recipient");
    auto html = record::clean_html(mail.html.empty() ? text_as_html(mail.text) : mail.html);
    auto text = mail.text.empty() ? record::html_to_text(html) : base::clean_utf8(mail.text);
    if (!sys_id.empty()) add_watermark(unit, new_watermark(unit, table, sys_id, id), html, text);
    row.set("sys_id", id);
    row.set("type", "send-ready");
    row.set("state", "ready");
    row.set("mailbox", "outbox");
    row.set("notification_type", "SMTP");
    row.set("recipients", base::join(everybody, ","));
    row.set("subject", one_line(base::clean_utf8(mail.subject)));
    row.set("body", html);
    row.set("body_text", text);
    row.set("content_type", "multipart/alternative");
    row.set("target_table", table);
    row.set("instance", sys_id);
    row.set("in_reply_to", one_line(mail.in_reply_to));
    row.set("message_id", new_message_id(id));
    if (!mail.automatic) row.set("user_id", unit.session().user_id);
    auto system = unit.as(with_acls(unit.session_ptr(), false));
    insert_or_throw(system, row);
    return row;
}

Record compose_mail(Unit& unit, Composition mail) {
    if (!unit.session().has_role(composer_role))
        throw Error(Status::forbidden, "User Not Authorized",
                    "Writing mails needs the role email_composer");
    std::string table;
    if (!mail.sys_id.empty()) {
        const auto record = unit.get(mail.table, mail.sys_id);  // readable, or not found
        table = record.table().name;
    }
    const auto row = write_composition(unit, mail, table, mail.sys_id);
    for (const auto& id : mail.attachments) copy_file(unit, row, id);
    return row;
}

}  // namespace stead::engine
