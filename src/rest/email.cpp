#include "rest/email.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "engine/mail_address.h"
#include "record/named_acl.h"
#include "rest/body.h"
#include "rest/documented.h"
#include "rest/email_input.h"

namespace stead::rest {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using record::Record;
using record::Unit;

std::string importance_of(const boost::json::object& body) {
    const auto importance = base::lower(base::json_text(body, "importance"));
    if (importance.empty() || importance == "low" || importance == "high") return importance;
    throw Error(Status::bad_request, "importance is low or high");
}

engine::Composition whole_mail(const boost::json::object& body) {
    auto mail = mail_of(body);
    mail.importance = importance_of(body);
    mail.table = base::json_text(body, "table_name");
    mail.sys_id = base::lower(base::json_text(body, "table_record_id"));
    if (mail.table.empty() != mail.sys_id.empty())
        throw Error(Status::bad_request, "table_name and table_record_id go together");
    if (const auto* headers = body.if_contains("headers"); headers && headers->is_object())
        for (const auto& [name, value] : headers->get_object())
            mail.headers.emplace_back(name, base::json_scalar(value));
    return mail;
}

void write_link(JsonWriter& json, const char* rel, const std::string& address) {
    json.begin_object().member("rel", rel).member("href", address).end_object();
}

void require_sender(Unit& unit) {
    if (!record::may_execute(unit, "REST_Endpoint", "email_send"))
        throw Error(Status::forbidden, "User Not Authorized", "Failed API level ACL Validation");
}

void send_mail(Call& call) {
    const auto mail = whole_mail(body_of(call));
    std::string text;
    call.write([&](Unit& unit) {
        require_sender(unit);
        const auto id = engine::compose_mail(unit, mail).sys_id();
        JsonWriter json(text);
        json.begin_object().key("result").begin_object().member("id", id);
        json.key("links").begin_array();
        write_link(json, "self", "/now/v1/email/" + id);
        write_link(json, "status", "/now/v1/email/" + id + "?sysparm_fields=id,type,state,error");
        json.end_array().end_object().end_object();
    });
    call.answer(std::move(text));
}

void write_addresses(JsonWriter& json, const std::string& list) {
    json.begin_array();
    for (const auto& who : engine::parse_mail_addresses(list)) json.text(who.address);
    json.end_array();
}

// `Name: value`, a line each; a line that begins with a blank goes on the one before.
void write_headers(JsonWriter& json, const std::string& text) {
    json.begin_object();
    for (const auto line : base::split(text, '\n')) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || line.front() == ' ' || line.front() == '\t')
            continue;
        json.member(base::trim(line.substr(0, colon)), base::trim(line.substr(colon + 1)));
    }
    json.end_object();
}

struct Part {
    std::string_view name, field;
    void (*write)(JsonWriter&, const std::string&);
};

void write_text(JsonWriter& json, const std::string& value) {
    json.text(value);
}

constexpr Part parts[] = {{"id", "sys_id", write_text},
                          {"to", "direct", write_addresses},
                          {"cc", "copied", write_addresses},
                          {"bcc", "blind_copied", write_addresses},
                          {"subject", "subject", write_text},
                          {"text", "body_text", write_text},
                          {"html", "body", write_text},
                          {"headers", "headers", write_headers},
                          {"importance", "importance", write_text},
                          {"state", "state", write_text},
                          {"type", "type", write_text},
                          {"error", "error_string", write_text}};

void get_mail(Call& call) {
    const auto wanted = base::split_names(call.query("sysparm_fields"));
    const auto is_wanted = [&](std::string_view name) {
        return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
    };
    call.read([&](Unit& unit) {
        const auto row = unit.find("sys_email", base::lower(call.path("sys_id")));
        if (!row)
            throw Error(Status::forbidden, "No Record found",
                        "Record doesn't exist or ACL restricts the record retrieval");
        std::string text;
        JsonWriter json(text);
        json.begin_object().key("result").begin_object();
        for (const auto& part : parts)
            if (is_wanted(part.name)) part.write(json.key(part.name), row->get(part.field));
        json.end_object().end_object();
        call.answer(std::move(text));
    });
}

}  // namespace

void add_email_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    router.add(
        http::Method::post, "/api/now/[v]/email", handler(store, callers, send_mail),
        documented("Sends a mail, perhaps of a record", {},
                   R"({"to":["a@b.example"],"cc":[""],"bcc":[""],"subject":"","text":"","html":"",)"
                   R"("importance":"high","headers":{"X-Order":"17"},"table_name":"",)"
                   R"("table_record_id":""})",
                   R"({"result":{"id":"","links":[{"rel":"self","href":""}]}})"));
    router.add(http::Method::get, "/api/now/[v]/email/{sys_id}", handler(store, callers, get_mail),
               documented("A mail and what became of it",
                          {{"sysparm_fields", "Comma list", "id,type,state,error"}}, {},
                          R"({"result":{"id":"","to":[""],"cc":[""],"bcc":[""],"subject":"",)"
                          R"("text":"","html":"","headers":{},"importance":"","state":"",)"
                          R"("type":"","error":""}})"));
}

}  // namespace stead::rest
