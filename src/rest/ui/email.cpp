#include "rest/ui/email.h"

#include <boost/json.hpp>

#include <algorithm>

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "engine/mail_row.h"
#include "engine/watermark.h"
#include "record/access.h"
#include "record/html.h"
#include "rest/ui/door.h"
#include "rest/ui/draft_record.h"
#include "rest/ui/repeat.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

constexpr std::size_t most_recipients = 100;

std::string addresses(const boost::json::object& body, const char* name) {
    std::vector<std::string> list;
    if (const auto* all = body.if_contains(name); all && all->is_array())
        for (const auto& each : all->get_array()) {
            std::string address(base::trim(base::json_scalar(each)));
            if (!is_address(address))
                throw Error(Status::unprocessable, address + " is no mail address", name);
            list.push_back(std::move(address));
        }
    if (list.size() > most_recipients)
        throw Error(Status::unprocessable, "These are too many recipients", name);
    return base::join(list, ",");
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    return text;
}

// What the person says; the server's part comes in `make_ready`.
Record letter(const Unit& unit, const Record& about, const boost::json::object& body) {
    Record row(unit.dictionary().get("sys_email"));
    row.set("type", "draft");
    row.set("target_table", about.table().name);
    row.set("instance", about.sys_id());
    row.set("direct", addresses(body, "to"));
    row.set("copied", addresses(body, "cc"));
    row.set("blind_copied", addresses(body, "bcc"));
    row.set("subject", one_line(base::clean_utf8(base::json_text(body, "subject"))));
    const auto html = base::clean_utf8(base::json_text(body, "html"));
    const auto text = base::clean_utf8(base::json_text(body, "text"));
    row.set("body", html.empty() ? base::replace_all(base::html_escape(text), "\n", "<br>") : html);
    row.set("body_text", html.empty() ? text : record::html_to_text(html));
    if (row.get("direct").empty())
        throw Error(Status::unprocessable, "Say who gets this mail", "to");
    if (row.get("body_text").empty()) throw Error(Status::unprocessable, "Write a text", "text");
    return row;
}

// The mail that this one answers: the newest that came in for the record.
std::string last_message_id(Unit& program, const Record& about) {
    const auto mails = program.rows_with("sys_email", {{"instance", about.sys_id()}},
                                         "type=received^ORDERBYDESCsys_created_on", 1);
    return mails.empty() ? std::string() : mails.front().get("message_id");
}

void make_ready(Unit& unit, const Record& about, Record& row) {
    auto program = trusted(unit);
    std::string html = row.get("body"), text = row.get("body_text");
    engine::add_watermark(
        program, engine::new_watermark(program, about.table().name, about.sys_id(), row.sys_id()),
        html, text);
    row.clear_touched();
    row.set("body", html);
    row.set("body_text", text);
    row.set("type", "send-ready");
    row.set("state", "ready");
    row.set("mailbox", "outbox");
    row.set("content_type", "multipart/alternative");
    row.set("notification_type", "SMTP");
    row.set("user_id", unit.session().user_id);
    row.set("recipients",
            row.get("direct") + (row.get("copied").empty() ? "" : "," + row.get("copied")) +
                (row.get("blind_copied").empty() ? "" : "," + row.get("blind_copied")));
    row.set("message_id", engine::new_message_id(row.sys_id()));
    const auto answered = last_message_id(program, about);
    row.set("in_reply_to", answered);
    row.set("references", answered);
    record::update_or_throw(program, row);
}

void require_write(Unit& unit, const Record& about) {
    if (unit.access(about.table()).may(record::Permission::write, unit, about)) return;
    throw Error(Status::forbidden, "You are not allowed to send mails of this record");
}

}  // namespace

bool is_address(std::string_view text) {
    const auto open = text.rfind('<');
    auto address = text;
    if (open != std::string_view::npos) {
        if (!text.ends_with('>')) return false;
        address = text.substr(open + 1, text.size() - open - 2);
    }
    const auto at = address.find('@');
    const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return c >= 0x20 && c != ',' && c != ';';
    });
    return plain && text.size() <= 320 && at != std::string_view::npos && at > 0 &&
           at + 1 < address.size() && address.find('@', at + 1) == std::string_view::npos &&
           address.find(' ') == std::string_view::npos;
}

void send_email(Call& call) {
    const auto body = body_of(call);
    const Repeat repeat(call);
    std::string text;
    const auto name = [&text](std::string_view sys_id) {
        base::JsonWriter(text).begin_object().member("sys_id", sys_id).end_object();
    };
    call.store.write(call.session(), [&](Unit& unit) {
        if (const auto made = repeat.made(unit)) return name(made->sys_id);
        const auto about =
            unit.get(base::json_text(body, "table"), base::lower(base::json_text(body, "sys_id")));
        require_write(unit, about);
        auto row = letter(unit, about, body);
        record::insert_or_throw(unit, row);
        make_ready(unit, about, row);
        repeat.remember(unit, {"sys_email", row.sys_id()});
        name(row.sys_id());
    });
    call.answer(std::move(text), 201);
}

}  // namespace stead::rest::ui
